package com.wevion.credits.reconciliation.rules;

import java.util.List;

/** Finds the cause of each difference of a provider. Thread-safe. */
public final class Rules {
    private final ComparisonTerms terms;
    private final Window window;
    private final RequestRules requests;
    private final GroupRules groups;

    public Rules(ComparisonTerms terms, Window window, Coverage coverage) {
        this.terms = terms;
        this.window = window;
        this.requests = new RequestRules(terms, window, coverage);
        this.groups = new GroupRules(terms, window, coverage);
    }

    /** The findings of a comparison; none if it agrees. */
    public List<Finding> findings(Comparison comparison) {
        if (comparison instanceof Request request) {
            return requests.findings(request);
        }
        if (comparison instanceof Group group) {
            return groups.findings(group);
        }
        if (comparison instanceof ForeignInvoice invoice) {
            return invoice.findings();
        }
        return ((InvoiceTax) comparison).findings(terms, window);
    }
}
