/** One word and what it means. `id` is its anchor on the help page; an example's numbers are those that the functions give. */
export type Definition = {
  id: string;
  term: string;
  words: string;
  example?: string;
  see?: readonly string[];
};
