import styles from "./markdown.module.css";

/** The issue's text. The HTML was made and sanitised on the server (lib/markdown). */
export function IssueDescription({ html }: { html: string }) {
  if (html === "") return <p className="text-muted-foreground">No description.</p>;
  return <div dir="auto" className={styles.markdown} dangerouslySetInnerHTML={{ __html: html }} />;
}
