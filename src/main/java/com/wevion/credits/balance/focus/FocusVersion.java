package com.wevion.credits.balance.focus;

import com.wevion.credits.platform.Invalid;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The versions of FOCUS in which a month is exported. */
enum FocusVersion {
    /** Names who sells as ProviderName and PublisherName. */
    V1_2("1.2", Set.of("HostProviderName", "InvoiceDetailId", "ServiceProviderName")),
    /** Names who sells as ServiceProviderName and HostProviderName, and the line of the invoice as InvoiceDetailId. */
    V1_4("1.4", Set.of("ProviderName", "PublisherName"));

    private final String number;
    private final List<String> columns;

    FocusVersion(String number, Set<String> without) {
        this.number = number;
        this.columns = FocusRow.COLUMNS.stream()
                .filter(column -> !without.contains(column))
                .toList();
    }

    /**
     * The version of a request; 1.2 if it names none.
     *
     * @throws Invalid if it is none of these
     */
    static FocusVersion parse(String text) {
        return text == null
                ? V1_2
                : Arrays.stream(values())
                        .filter(version -> version.number.equals(text))
                        .findFirst()
                        .orElseThrow(() -> new Invalid(
                                "version",
                                "must be one of "
                                        + Arrays.stream(values())
                                                .map(FocusVersion::number)
                                                .collect(Collectors.joining(", "))));
    }

    /** As FOCUS writes it. */
    String number() {
        return number;
    }

    /** The columns in their order: those of this version by the alphabet, then ours. */
    List<String> columns() {
        return columns;
    }
}
