/**
 * AI Credits sells, meters and accounts for AI work by teams. A product asks before each piece of work whether the team
 * can pay, and tells afterwards that it succeeded and what it took; the team buys credits, and every charge is in a
 * history.
 *
 * <p>The packages, each depending only on those above it:
 *
 * <ul>
 *   <li>{@code platform}: what every feature stands on: requests and problems, strict JSON, SQL, time, the start
 *   <li>{@code identity}: who is calling: issuers and their keys, bearer tokens, sessions of browsers, API keys
 *   <li>{@code trail}: the audit log as it is written: who did what, refused attempts, its chain
 *   <li>{@code signin}: how people sign in to the pages, and out again
 *   <li>{@code keys}: how people make and end the API keys of machines
 *   <li>{@code limit}: what one caller or one team may ask for in a time
 *   <li>{@code ledger}: accounts, holds and entries; the only writer of balances
 *   <li>{@code team}: teams, members, roles and caps; what a caller may do
 *   <li>{@code approval}: what people ask for and others approve
 *   <li>{@code privacy}: what is kept of a person, and its erasure
 *   <li>{@code stripe}: Stripe itself: the connection, customers, the webhook with its inbox, what was paid and went back
 *   <li>{@code audit}: the proof that nobody changed the books: verifier, signed checkpoints, export, and the nightly audit; the audit log as it is read
 *   <li>{@code catalog}: packages and rates by version; what work costs
 *   <li>{@code balance}: what a team has and where it went; adjustments by operators
 *   <li>{@code purchase}: credit packages through Stripe: checkout, automatic top-up, what goes back
 *   <li>{@code billing}: the bill for creative usage: made by month or limit, paid by Stripe's invoices
 *   <li>{@code usage}: what providers did for us and what it costs; margins
 *   <li>{@code chat}: messages: admitted, then charged by their tokens or voided
 *   <li>{@code generation}: jobs: admitted, sent to the engines, charged when they report
 *   <li>{@code invoice}: files of providers: what they bill, line by line; each format by itself
 *   <li>{@code gateway}: work that gateways did without admission, as their logs tell it
 *   <li>{@code reconciliation}: the nightly job that holds usage against invoices: rules, breaks and reports
 *   <li>{@code http}: how requests arrive: bodies that come slowly hold no thread
 *   <li>{@code web}: what browsers need besides: security headers, whom other sites may embed
 *   <li>{@code operations}: how the service is run: probes and metrics, what waits where, how it stops
 *   <li>{@code adapter}: how the server reaches the broker; in the RAR, apart from all others
 * </ul>
 */
package com.wevion.credits;
