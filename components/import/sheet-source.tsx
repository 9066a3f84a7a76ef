"use client";

import { FileSpreadsheet } from "lucide-react";
import { type DragEvent, useId, useState } from "react";
import { Button, buttonVariants } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { Label } from "@/components/ui/label.tsx";
import { Textarea } from "@/components/ui/textarea.tsx";
import { cn } from "@/lib/cn.ts";
import { MAX_FILE_BYTES } from "@/lib/import/wording.ts";
import type { SheetText } from "./use-import.ts";

type SheetSourceProps = { onOpen: (sheet: SheetText) => void };

/** Where a sheet comes from: a file that is chosen or dropped here, or cells that were copied out of a spreadsheet. */
export function SheetSource({ onOpen }: SheetSourceProps) {
  const [fault, setFault] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    if (file.size > MAX_FILE_BYTES) return setFault(`${file.name} is over 10 MB.`);
    try {
      const text = await file.text();
      if (text.includes("\0")) return setFault(`${file.name} is no text file. Save it as CSV first.`);
      onOpen({ name: file.name, text });
    } catch {
      setFault(`${file.name} could not be read.`);
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Card
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={onDrop}
        className={cn("flex flex-col items-center gap-3 border-dashed p-6 text-center", isOver && "bg-selected")}
      >
        <FileSpreadsheet aria-hidden className="size-8 text-muted-foreground" />
        <p className="text-sm text-muted-foreground">
          A CSV file: in Google Sheets, File › Download › Comma-separated values. Drop it here, or choose it. Nothing is
          changed before you have seen what would be.
        </p>
        <FileButton onFile={(file) => void take(file)} />
        {fault !== null && (
          <p role="alert" className="text-sm text-status-overdue">
            {fault}
          </p>
        )}
      </Card>
      <Paste onOpen={onOpen} />
    </div>
  );
}

function FileButton({ onFile }: { onFile: (file: File | undefined) => void }) {
  return (
    <label
      className={cn(
        buttonVariants({}),
        "cursor-pointer focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-ring",
      )}
    >
      Choose a file
      <input
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
        className="sr-only"
        onChange={({ currentTarget }) => {
          onFile(currentTarget.files?.[0]);
          currentTarget.value = ""; // the same file can be chosen again once it was mended
        }}
      />
    </label>
  );
}

function Paste({ onOpen }: SheetSourceProps) {
  const id = useId();
  const [text, setText] = useState("");
  return (
    <Card className="p-4">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== "") onOpen({ name: "Pasted cells", text });
        }}
        className="flex h-full flex-col gap-2"
      >
        <Label htmlFor={id}>Or cells that you copied, with the row of their names</Label>
        <Textarea
          id={id}
          value={text}
          onChange={({ target }) => setText(target.value)}
          spellCheck={false}
          className="min-h-28 flex-1 font-mono text-xs"
        />
        <Button type="submit" variant="outline" className="self-start" disabled={text.trim() === ""}>
          Look at them
        </Button>
      </form>
    </Card>
  );
}
