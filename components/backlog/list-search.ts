"use client";

import { createContext } from "react";

/** The search part of the URL whose list is shown: an issue's page leads back by it. It changes with the rows, not before. */
export const ListSearch = createContext("");

/** The words that list was searched for, folded: they are marked where they were found. */
export const ListWords = createContext<readonly string[]>([]);
