import type { AreaName } from "./company.ts";

/** The words of an area. `parts` break, `things` are shown or counted, `wishes` follow "let customers". */
export type Vocabulary = { parts: readonly string[]; things: readonly string[]; wishes: readonly string[] };

export const VOCABULARY: Record<AreaName, Vocabulary> = {
  storefront: {
    parts:
      list(`basket badge, product page, search suggestion list, category filter, store picker, unit price label, wish list, cookie banner,
      image carousel, recipe page, allergen table, offer ribbon, breadcrumb, sticky header, delivery slot teaser, address autocomplete, footer newsletter form`),
    things:
      list(`out-of-stock items, prices per kilo, substitute products, seasonal offers, allergens, nutrition values, deposit amounts,
      recently bought items, search results, store opening hours, product reviews, weekly bundles`),
    wishes:
      list(`reorder a past basket, share a basket with the household, filter by dietary need, compare two products, save a search, rate a product after delivery,
      switch stores without losing the basket, see what is in season, print a shopping list, hide products they never want`),
  },
  checkout: {
    parts:
      list(`voucher field, payment form, order summary, invoice PDF, 3-D Secure redirect, Apple Pay button, PayPal return page, tip selector, minimum order check,
      VAT breakdown, deposit refund line, saved card list, SEPA mandate step, order confirmation mail, retry queue, fraud score call`),
    things:
      list(`partial refunds, gift cards, split payments, expired vouchers, service fees, currency roundings, failed authorisations, pre-authorised amounts,
      duplicate captures, bottle deposits, company invoices, chargebacks`),
    wishes:
      list(`pay with two vouchers at once, change the delivery slot after paying, add a purchase order number, pay on account, download all invoices of a year,
      keep the basket when a card is declined, tip after the delivery, edit an order until picking starts`),
  },
  mobile: {
    parts:
      list(`barcode scanner, push settings screen, order tracker, login sheet, home feed, dark theme, offline basket, deep link handler, widget, onboarding tour,
      voice search, map view, pull-to-refresh, tablet layout, biometric unlock, in-app review prompt, background sync, product zoom`),
    things:
      list(`push messages, cached product images, unread offers, tracking links, large fonts, saved lists, permission prompts, crash reports,
      slot reminders, loyalty points, app shortcuts, release notes`),
    wishes:
      list(`scan an empty package to reorder it, follow the van on a map, shop without a connection, use the app in landscape, get a reminder before the slot closes,
      sign in with a passkey, hand a list to somebody else, pay with the watch, mute messages at night`),
  },
  routing: {
    parts:
      list(`slot capacity solver, van assignment, traffic model, driver app handover, route export, depot calendar, address geocoder, time window check, cold box planner,
      re-route endpoint, ETA mail, map tile cache, toll cost table, bike courier profile, stop sequence view`),
    things:
      list(`delivery slots, unreachable addresses, late stops, half-empty vans, service times, depot cut-off times, no-parking zones, failed deliveries,
      driver breaks, road closures, island postcodes, slot prices`),
    wishes:
      list(`lock a stop to a driver, plan two depots together, block a street for a day, see why a slot is full, swap vans after loading,
      replay yesterday's plan with other weights, add a stop during the tour, cap the tours of a driver`),
  },
  warehouse: {
    parts:
      list(`pick list, handheld scanner, replenishment job, stock ledger, cold chain sensor, packing station, label printer, goods-in screen, shelf map, batch picker,
      substitution rule, crate return counter, best-before check, cycle count, conveyor gateway, supplier ASN import`),
    things:
      list(`negative stock levels, best-before dates, missing crates, damaged goods, supplier pallets, pick errors, frozen items, blocked shelves,
      open counts, partial deliveries, returned bottles, weight deviations`),
    wishes:
      list(`pick two orders in one walk, count a shelf without stopping picking, report a broken scanner in two taps, print a label again, see the next wave in advance,
      block a batch for recall, hand over a half-picked order, weigh loose goods at the station`),
  },
  identity: {
    parts:
      list(`session refresh, password reset mail, SAML login, consent log, account merge, household invite, rate limiter, passkey registration, e-mail change flow,
      role editor, audit export, token introspection, device list, captcha step, service account page, deletion job`),
    things:
      list(`stale sessions, unverified addresses, duplicate accounts, expired invites, orphaned roles, failed logins, API tokens, consent versions,
      group memberships, recovery codes, trusted devices, support impersonations`),
    wishes:
      list(`sign in with a passkey, end all sessions at once, see who looked at their data, hand over an account, invite a flatmate,
      delete an account without calling us, use one login in all shops, confirm a new address by phone`),
  },
  infrastructure: {
    parts:
      list(`staging cluster, image registry, certificate renewal, Postgres failover, log shipper, CI runner pool, secret rotation, ingress controller, backup restore drill,
      DNS zone, cost report, node autoscaler, alert routing, feature flag service, artifact cache, service mesh, nightly end-to-end run, terraform state lock`),
    things:
      list(`flaky pipelines, unused volumes, noisy alerts, slow builds, expired certificates, unowned buckets, pinned images, slow queries,
      orphaned load balancers, dashboards nobody opens, dead feature flags, disk warnings`),
    wishes:
      list(`get a preview for each merge request, roll back with one command, see the cost of a service, restore one table, silence an alert until Monday,
      run migrations without a window, follow a request across services, scale to zero at night`),
  },
  data: {
    parts:
      list(`demand forecast, event schema registry, basket funnel, nightly dbt run, churn model, attribution job, margin report, experiment readout, weather feature,
      late event handler, dashboard cache, stock-out detector, customer segment export, price elasticity notebook, data contract check, GDPR purge`),
    things:
      list(`late events, null order totals, duplicate sessions, bot visits, holiday effects, test orders, half-hour time zones, missing partitions,
      unowned tables, forecast errors, cohort sizes, schema changes`),
    wishes:
      list(`compare two experiments side by side, trace a figure to its rows, share a dashboard with a supplier, ask for a table without a ticket, see when a figure was last right,
      drill from region to store, annotate a trend, get the weekly report on Monday at seven`),
  },
  support: {
    parts:
      list(`refund form, call notes, ticket merge, macro editor, customer timeline, photo upload, escalation rule, satisfaction survey, phone bridge, callback planner,
      knowledge base search, agent status, chat handover, complaint export, goodwill voucher dialog`),
    things:
      list(`open complaints, missing items, repeat callers, refund limits, unanswered chats, call recordings, ticket tags, shift handovers,
      customer photos, compensation amounts, spam tickets, onboarding checklists`),
    wishes:
      list(`refund one item of an order, see the van's position during a call, merge two customers, answer in the customer's language, attach a photo from the chat,
      see the last three contacts at a glance, hand a ticket to logistics, undo a refund within a minute`),
  },
};

/** What a part does wrong, in the third person. */
export const SYMPTOMS =
  list(`shows a stale count, stays empty, flickers, loads twice, ignores the time zone, forgets the last choice, loses the focus, answers with 500,
  times out, overlaps the next element, shows yesterday's data, rounds the wrong way, breaks on long names, shows raw HTML entities, hangs at 99 %, drops the last row,
  counts cancelled orders, accepts a negative amount, leaks memory, retries forever, swallows the error, jumps to the top, cuts off umlauts, sends the mail twice,
  keeps the old price, is not announced by screen readers, cannot be reached by keyboard, is unreadable in the dark theme, sorts numbers as text, misses the first event`);

/** Under which circumstances. */
export const CONDITIONS =
  list(`after switching stores, when the basket is empty, on slow connections, in Safari 17, on Android 14, with more than 50 items, for guest customers,
  when two tabs are open, right after midnight UTC, on the last day of the month, when the clocks go back, for accounts with two addresses, after a deploy, when Redis restarts,
  behind the office proxy, in the Belgian shop, for orders above 500 €, when the voucher has expired, with a screen reader, at 200 % zoom, while a sync is running,
  for customers without a phone number, during the morning peak, when the network drops mid-way, with right-to-left text, in private windows, for product names with quotes,
  after the session was refreshed, on tablets in landscape, if the feature flag is off, when the stock is zero, for deliveries to islands, with an ad blocker, on a cold start`);

export const PLACES =
  list(`on the start page, in the order history, in the confirmation mail, in the admin area, on the tracking page, in the weekly report, in the driver's list,
  next to the total, in the export, on small screens, in the API answer, on the team dashboard, in search results, in the audit log`);

export const REASONS =
  list(`so that calls go down, before the summer peak, as legal asked, for the Dutch launch, as the pilot store wants it, for the auditors, to save a click,
  because nobody finds it today, as promised to the works council, before the contract ends, after the incident in spring, to stop guessing`);

export const PARTS_OF_WORK =
  list(`dead code, the feature flag, the jQuery leftovers, the retry wrapper, copy-pasted validation, the home-grown date parser, the polling loop, unused translations,
  the N+1 query, the global mutex, magic numbers, the compatibility shim, the last class component, inline SQL`);

export const UPGRADES =
  list(`Node 24, PostgreSQL 18, React 19, Kotlin 2.3, Swift 6, Kubernetes 1.34, Redis 8, OpenTelemetry 2, Python 3.14, Gradle 9, TypeScript 7, Kafka 4.1,
  Terraform 1.14, dbt 1.10, Playwright 1.65, Tailwind 4, nginx 1.29, Debian 13`);

export const REGIONS = list(
  `Hamburg, the Ruhr depots, Antwerp, Utrecht, Vienna, Lyon, Porto, the Nordic shops, Warsaw, Zürich, Brno, all regions`,
);

export const LANGUAGES = list(
  `Dutch, French, Polish, Portuguese, Czech, Danish, Swiss German, Turkish, Arabic, Ukrainian`,
);

/** Items of a comma-separated text, with its line breaks undone. */
function list(text: string): readonly string[] {
  return text.split(",").map((item) => item.trim().replaceAll(/\s+/g, " "));
}
