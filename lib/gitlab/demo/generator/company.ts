/** The make-believe company whose backlog this is: Larkfield sells groceries online and brings them to the door. */

/** How a team marks what it is doing. All of them differ, as teams do. */
export type Dialect = { triage: string | null; ready: string; doing: string; review: string; blocked: string };

const SCOPED: Dialect = {
  triage: "workflow::planning breakdown",
  ready: "workflow::ready for development",
  doing: "workflow::in dev",
  review: "workflow::in review",
  blocked: "workflow::blocked",
};
const BOARD: Dialect = { triage: null, ready: "To do", doing: "Doing", review: "In review", blocked: "Blocked" };
const STATUS: Dialect = {
  triage: null,
  ready: "status::to do",
  doing: "status::in progress",
  review: "status::in review",
  blocked: "status::blocked",
};

export type AreaName =
  | "storefront"
  | "checkout"
  | "mobile"
  | "routing"
  | "warehouse"
  | "identity"
  | "infrastructure"
  | "data"
  | "support";

export type GroupPlan = { path: string; name: string; description: string };
export type ProjectPlan = {
  path: string;
  name: string;
  description: string;
  area: AreaName;
  team: string;
  dialect: Dialect;
  /** Its share of all issues, against the other projects'. */
  weight: number;
  archived?: boolean;
  areaLabels: readonly string[];
};

export const GROUPS: readonly GroupPlan[] = [
  { path: "larkfield", name: "Larkfield", description: "Groceries, brought to the door" },
  { path: "larkfield/shop", name: "Shop", description: "What customers see and touch" },
  { path: "larkfield/shop/apps", name: "Apps", description: "Android and iOS" },
  { path: "larkfield/logistics", name: "Logistics", description: "From the shelf to the door" },
  { path: "larkfield/platform", name: "Platform", description: "What the others build on" },
  { path: "larkfield/data", name: "Data", description: "Events, reports, forecasts" },
  { path: "larkfield/support", name: "Support", description: "Tools for the people who answer the phone" },
];

export const TEAMS = ["Shop", "Apps", "Logistics", "Platform", "Data", "Support"] as const;

export const PROJECTS: readonly ProjectPlan[] = [
  {
    path: "larkfield/shop/storefront",
    name: "Storefront",
    description: "The web shop: catalogue, search, baskets",
    area: "storefront",
    team: "Shop",
    dialect: SCOPED,
    weight: 19,
    areaLabels: ["area: search", "area: basket", "area: catalogue", "SEO", "accessibility"],
  },
  {
    path: "larkfield/shop/checkout",
    name: "Checkout",
    description: "Payment, vouchers, order confirmation",
    area: "checkout",
    team: "Shop",
    dialect: SCOPED,
    weight: 13,
    areaLabels: ["area: payments", "area: vouchers", "area: invoices", "PSP", "fraud"],
  },
  {
    path: "larkfield/shop/apps/shopper-app",
    name: "Shopper app",
    description: "Android and iOS app for customers",
    area: "mobile",
    team: "Apps",
    dialect: SCOPED,
    weight: 15,
    areaLabels: ["android", "ios", "push", "offline", "accessibility"],
  },
  {
    path: "larkfield/logistics/routing",
    name: "Routing",
    description: "Plans vans and delivery slots",
    area: "routing",
    team: "Logistics",
    dialect: BOARD,
    weight: 10,
    areaLabels: ["slots", "maps", "solver", "driver app"],
  },
  {
    path: "larkfield/logistics/warehouse",
    name: "Warehouse",
    description: "Stock, picking, packing",
    area: "warehouse",
    team: "Logistics",
    dialect: BOARD,
    weight: 9,
    areaLabels: ["picking", "stock", "scanner", "cold chain"],
  },
  {
    path: "larkfield/platform/identity",
    name: "Identity",
    description: "Sign-in, accounts, permissions",
    area: "identity",
    team: "Platform",
    dialect: STATUS,
    weight: 8,
    areaLabels: ["sessions", "sso", "privacy", "2FA"],
  },
  {
    path: "larkfield/platform/infrastructure",
    name: "Infrastructure",
    description: "Clusters, pipelines, monitoring",
    area: "infrastructure",
    team: "Platform",
    dialect: STATUS,
    weight: 11,
    areaLabels: ["kubernetes", "ci", "postgres", "observability", "cost"],
  },
  {
    path: "larkfield/data/analytics",
    name: "Analytics",
    description: "Event pipeline, dashboards, demand forecast",
    area: "data",
    team: "Data",
    dialect: SCOPED,
    weight: 7,
    areaLabels: ["pipeline", "forecast", "dashboards", "data quality"],
  },
  {
    path: "larkfield/support/helpdesk",
    name: "Helpdesk",
    description: "Tickets, refunds, call notes",
    area: "support",
    team: "Support",
    dialect: { ...BOARD, blocked: "On hold" },
    weight: 5,
    areaLabels: ["refunds", "macros", "telephony"],
  },
  {
    path: "larkfield/support/handbook",
    name: "Handbook",
    description: "How we work, written down",
    area: "support",
    team: "Support",
    dialect: BOARD,
    weight: 1,
    areaLabels: ["onboarding"],
  },
  {
    path: "larkfield/shop/legacy-shop",
    name: "Legacy shop",
    description: "The old PHP shop. Read only since the summer",
    area: "storefront",
    team: "Shop",
    dialect: SCOPED,
    weight: 2,
    archived: true,
    areaLabels: ["sunset"],
  },
];

/** Where the labels of a dialect live: with the group that all its projects share. */
export const DIALECT_GROUPS: readonly { group: string; dialect: Dialect }[] = [
  { group: "larkfield/shop", dialect: SCOPED },
  { group: "larkfield/data", dialect: SCOPED },
  { group: "larkfield/platform", dialect: STATUS },
];
