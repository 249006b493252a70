package com.wevion.credits.reconciliation.money;

/** The queries of the comparison of money in. */
final class PaymentQueries {
    /** The payments that something happened to in a time, at Stripe or in the books; what was paid outside of Stripe is none. */
    static final String TOUCHED = """
            SELECT payment FROM (
                SELECT m.payment FROM stripe_movement m WHERE m.at >= ? AND m.at < ? AND m.payment IS NOT NULL
                UNION
                SELECT p.payment_intent FROM entry e JOIN purchase p ON p.id = e.operation_id
                 WHERE e.type = 'PURCHASE' AND e.at >= ? AND e.at < ?
                UNION
                SELECT p.payment_intent FROM purchase_reversal r JOIN purchase p ON p.id = r.purchase_id WHERE r.at >= ? AND r.at < ?
                UNION
                SELECT b.stripe_payment FROM entry e JOIN creative_bill b ON b.id = e.operation_id
                 WHERE e.type = 'PAYMENT' AND e.at >= ? AND e.at < ?
                UNION
                SELECT b.stripe_payment FROM creative_bill_return r JOIN creative_bill b ON b.id = r.bill_id WHERE r.at >= ? AND r.at < ?
            ) t WHERE payment NOT LIKE 'in!_%' ESCAPE '!' ORDER BY payment""";

    /** Both sides of payments, each as a whole. */
    static final String BOTH_SIDES = """
            SELECT k.payment, m.received_minor, m.returned_minor, m.currency, m.charged_at, m.moved_at,
                   m.ours OR p.id IS NOT NULL OR b.id IS NOT NULL AS ours,
                   p.paid_cents, pe.at AS purchase_at, p.credits_micros, coalesce(r.taken_micros, 0) AS taken_micros,
                   coalesce(d.disputed_micros, 0) AS disputed_micros, r.at AS reversed_at,
                   b.amount_cents, b.stripe_invoice, be.at AS bill_at, coalesce(n.cents, 0) AS bill_returned_cents, n.at AS bill_returned_at
              FROM unnest(?::text[]) AS k (payment)
              LEFT JOIN LATERAL (
                  SELECT (sum(s.paid_minor) FILTER (WHERE s.category = 'charge'))::bigint AS received_minor,
                         coalesce(-sum(s.paid_minor) FILTER (WHERE s.category <> 'charge'), 0)::bigint AS returned_minor,
                         min(s.paid_currency) AS currency, min(s.at) FILTER (WHERE s.category = 'charge') AS charged_at, max(s.at) AS moved_at,
                         bool_or(s.purchase_id IS NOT NULL OR EXISTS (SELECT FROM team_customer t WHERE t.customer = s.customer)) AS ours
                    FROM stripe_movement s WHERE s.payment = k.payment AND s.paid_minor IS NOT NULL) m ON true
              LEFT JOIN purchase p ON p.payment_intent = k.payment
              LEFT JOIN LATERAL (SELECT min(e.at) AS at FROM entry e WHERE e.operation_id = p.id AND e.type = 'PURCHASE') pe ON true
              LEFT JOIN LATERAL (
                  SELECT max(v.at) AS at,
                         sum(CASE v.step WHEN 'CLAWBACK' THEN v.credits_micros WHEN 'REINSTATEMENT' THEN -v.credits_micros ELSE 0 END)
                             AS taken_micros
                    FROM purchase_reversal v WHERE v.purchase_id = p.id) r ON true
              LEFT JOIN LATERAL (
                  SELECT v.disputed_micros FROM purchase_reversal v WHERE v.purchase_id = p.id ORDER BY v.number DESC LIMIT 1) d ON true
              LEFT JOIN creative_bill b ON b.stripe_payment = k.payment
              LEFT JOIN LATERAL (
                  SELECT min(e.at) AS at FROM entry e
                   WHERE e.operation_id = b.id AND e.type = 'PAYMENT' AND e.reference_kind = 'CREATIVE_BILL') be ON true
              LEFT JOIN LATERAL (
                  SELECT sum(last.cents) FILTER (WHERE last.standing IN ('BACK', 'OPEN')) AS cents, max(last.at) AS at
                    FROM (SELECT DISTINCT ON (source_id) cents, standing, at FROM creative_bill_return
                           WHERE bill_id = b.id ORDER BY source_id, number DESC) last) n ON true
             ORDER BY k.payment""";

    /** Movements of payouts are not in what is paid out. */
    private static final String NO_PAYOUT = " m.category NOT LIKE 'payout%' ";

    static final String BALANCES = """
            SELECT m.currency, count(*) FILTER (WHERE m.category = 'charge') AS charges,
                   coalesce(sum(m.amount_minor) FILTER (WHERE m.category = 'charge'), 0) AS gross,
                   coalesce(-sum(m.amount_minor) FILTER (WHERE m.category IN ('refund', 'refund_failure')), 0) AS refunds,
                   coalesce(-sum(m.amount_minor) FILTER (WHERE m.category IN ('dispute', 'dispute_reversal')), 0) AS disputes,
                   sum(m.fee_minor) - coalesce(sum(m.amount_minor) FILTER (WHERE m.category = 'fee'), 0) AS fees,
                   sum(m.net_minor) AS net
              FROM stripe_movement m WHERE m.at >= ? AND m.at < ? AND""" + NO_PAYOUT + """
             GROUP BY m.currency ORDER BY m.currency""";

    static final String PAYOUTS = """
            SELECT p.id, (p.at AT TIME ZONE 'UTC')::date AS day, p.arrival_day, p.status, p.currency, p.amount_minor, p.itemized,
                   count(m.id) AS movements, coalesce(sum(m.amount_minor), 0) AS gross, coalesce(sum(m.fee_minor), 0) AS fees,
                   coalesce(sum(m.net_minor), 0) AS net
              FROM stripe_payout p
              LEFT JOIN stripe_movement m ON m.payout_id = p.id AND""" + NO_PAYOUT + """
             WHERE p.at >= ? AND p.at < ? GROUP BY p.id ORDER BY p.at, p.id""";

    static final String OUTSIDE = """
            SELECT count(*) AS bills, coalesce(sum(b.amount_cents), 0) AS cents FROM creative_bill b
             WHERE b.paid_at >= ? AND b.paid_at < ? AND b.stripe_payment LIKE 'in!_%' ESCAPE '!'""";

    private PaymentQueries() {}
}
