-- What is searched in, beside the issues: the wide index of words is not touched when a status changes. Filled in by the worker.
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;

-- CreateTable
CREATE TABLE "issue_search" (
    "issue_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "words" tsvector NOT NULL,
    "note_words" tsvector,

    CONSTRAINT "issue_search_pkey" PRIMARY KEY ("issue_id")
);

-- CreateTable
CREATE TABLE "search_words" (
    "word" TEXT NOT NULL,

    CONSTRAINT "search_words_pkey" PRIMARY KEY ("word")
);

-- CreateIndex
CREATE INDEX "issue_search_words_idx" ON "issue_search" USING GIN ("words");
CREATE INDEX "issue_search_note_words_idx" ON "issue_search" USING GIN ("note_words") WHERE "note_words" IS NOT NULL;

-- AddForeignKey
ALTER TABLE "issue_search" ADD CONSTRAINT "issue_search_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issues"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
