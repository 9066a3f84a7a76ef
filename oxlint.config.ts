import { defineConfig } from "oxlint";
import { fenceOverrides } from "./oxlint.fences.ts";

export default defineConfig({
  plugins: ["eslint", "typescript", "unicorn", "oxc", "import", "promise", "node", "react", "jsx-a11y", "nextjs"],
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: "error" },
  categories: { correctness: "error", suspicious: "error", perf: "error" },
  ignorePatterns: ["prisma/generated", ".next", ".data", "next-env.d.ts", "test-results", "playwright-report"],
  rules: {
    // Correct code that these call suspicious: work in order on purpose, GitLab's own names, short constant lists.
    ...off("no-await-in-loop", "no-underscore-dangle", "no-new", "oxc/no-map-spread"),
    ...off("unicorn/prefer-set-has", "unicorn/no-array-sort", "unicorn/no-useless-spread"),
    ...off("unicorn/consistent-function-scoping", "typescript/consistent-return"),
    ...off("typescript/no-unnecessary-type-parameters", "typescript/no-misused-spread"),
    ...off("no-unmodified-loop-condition", "promise/always-return"),
    ...off("react/react-in-jsx-scope", "jsx-a11y/prefer-tag-over-role"),
    // A table whose rows CSS turns into cards loses its roles in the browser unless they are written out.
    ...off("jsx-a11y/no-redundant-roles", "jsx-a11y/no-interactive-element-to-noninteractive-role"),

    ...error("no-console", "no-var", "prefer-const", "object-shorthand", "no-else-return", "no-lonely-if", "no-alert"),
    ...error("array-callback-return", "no-useless-return", "no-template-curly-in-string", "default-case-last"),
    ...error("no-implicit-coercion", "no-warning-comments"),
    ...error("typescript/no-explicit-any", "typescript/no-non-null-assertion", "typescript/consistent-type-imports"),
    ...error("typescript/no-unsafe-assignment", "typescript/no-unsafe-argument", "typescript/no-unsafe-call"),
    ...error("typescript/no-unsafe-member-access", "typescript/no-unsafe-return", "typescript/no-deprecated"),
    ...error("typescript/switch-exhaustiveness-check", "typescript/no-unnecessary-condition"),
    ...error("typescript/only-throw-error", "typescript/prefer-promise-reject-errors", "typescript/return-await"),
    ...error("typescript/prefer-nullish-coalescing", "typescript/prefer-optional-chain"),
    ...error("typescript/ban-ts-comment", "typescript/no-require-imports", "typescript/restrict-plus-operands"),
    ...error("typescript/no-import-type-side-effects", "typescript/use-unknown-in-catch-callback-variable"),
    ...error("unicorn/prefer-node-protocol", "unicorn/error-message", "unicorn/prefer-at"),
    ...error("import/no-cycle", "import/no-default-export", "import/no-duplicates", "import/no-mutable-exports"),
    ...error("import/first", "oxc/no-barrel-file"),
    ...error("react/rules-of-hooks", "react/button-has-type", "react/jsx-no-target-blank", "react/self-closing-comp"),
    ...error("react/jsx-no-useless-fragment"),

    "jsx-a11y/aria-role": ["error", { ignoreNonDOM: true }],
    eqeqeq: ["error", "always", { null: "ignore" }],
    "no-shadow": ["error", { hoist: "never" }],
    "max-lines-per-function": ["error", { max: 50, IIFEs: true }],
    "max-lines": ["error", { max: 250 }],
    "max-depth": ["error", 3],
    "max-params": ["error", 4],
    "unicorn/filename-case": ["error", { case: "kebabCase" }],
    "import/no-unassigned-import": ["error", { allow: ["**/*.css", "@testing-library/jest-dom/vitest"] }],
    "typescript/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
  },
  overrides: [
    ...fenceOverrides(),
    {
      // Next, Vitest, Playwright and the other tools find these by their default export.
      files: ["app/**", "*.config.{ts,mjs}", "tests/support/postgres.ts", "e2e/support/stack.ts"],
      rules: off("import/no-default-export"),
    },
    {
      // Processes that people start by hand, and what runs before anything is installed, speak to a terminal.
      files: ["worker/*.ts", "worker/launch/**"],
      rules: off("no-console"),
    },
    {
      // A test may take apart what it was given, and a `describe` is as long as what it describes.
      files: ["tests/**", "e2e/**"],
      rules: {
        ...off("no-console", "max-lines", "max-lines-per-function", "typescript/no-unsafe-type-assertion"),
        ...off("typescript/unbound-method", "typescript/no-unnecessary-condition", "typescript/no-unsafe-assignment"),
        ...off("typescript/no-unsafe-return"),
      },
    },
    {
      // Playwright reads from the pattern which fixtures a fixture wants: none is an empty one.
      files: ["e2e/support/test.ts"],
      rules: off("no-empty-pattern"),
    },
    {
      files: ["tests/**/*.test.{ts,tsx}"],
      plugins: ["vitest"],
      rules: {
        ...off("import/no-named-as-default-member", "unicorn/prefer-array-find"),
        ...off("vitest/require-mock-type-parameters", "vitest/no-conditional-expect", "vitest/no-conditional-tests"),
        ...off("vitest/no-standalone-expect"),
        ...error("vitest/no-focused-tests", "vitest/no-identical-title", "vitest/valid-expect", "vitest/valid-title"),
        ...error("vitest/no-commented-out-tests"),
        "vitest/valid-expect": ["error", { maxArgs: 2 }],
        "vitest/expect-expect": ["error", { assertFunctionNames: ["expect*", "assert*"] }],
      },
    },
  ],
});

function error(...names: string[]): Record<string, "error"> {
  return Object.fromEntries(names.map((name) => [name, "error"]));
}

function off(...names: string[]): Record<string, "off"> {
  return Object.fromEntries(names.map((name) => [name, "off"]));
}
