"use client";

import { Choice } from "./choice.tsx";

type ProjectChoiceProps = {
  projects: readonly { id: string; path: string }[];
  value: string;
  onChange: (value: string) => void;
};

/** Narrows a list to one project. */
export function ProjectChoice({ projects, value, onChange }: ProjectChoiceProps) {
  const options = projects.map(({ id, path }) => ({ value: id, words: path }));
  return <Choice label="Project" all="All projects" value={value} options={options} onChange={onChange} />;
}
