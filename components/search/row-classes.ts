/** A line of the results: reference, title and status side by side, why it was found under the title. On a phone the title has a line of its own. */
export const ROW =
  "grid min-h-9 grid-cols-[minmax(0,9rem)_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 rounded-sm px-2 py-1.5 text-sm phone:min-h-11 phone:grid-cols-[minmax(0,1fr)_auto] phone:py-2";

/** Where each part of a line stands in its grid. */
export const ROW_PARTS = {
  reference: "",
  title: "phone:order-1 phone:col-span-2",
  status: "justify-self-end",
  reason: "col-start-2 col-span-2 phone:order-2 phone:col-start-1",
};
