package com.wevion.credits.catalog.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.CreditPackage;
import com.wevion.credits.catalog.Drafts;
import com.wevion.credits.catalog.ProviderRate;
import com.wevion.credits.catalog.Rate;
import com.wevion.credits.catalog.SeedCatalog;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.Invalid.Violation;
import com.wevion.credits.platform.json.Json;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A price list that would make something fail later is refused when it is published, with a row for each fault (D11). */
class LaterFaultsTest {
    private static final Map<String, Object> COST = Map.of(
            "provider", "P",
            "service", "VIDEO",
            "engine", "KLING_3_0",
            "per", "SECOND",
            "unitSize", 1,
            "cost", "0.01",
            "effectiveFrom", "2020-01-01T00:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            below Stripe's least for USD      | PRO, 5000, 0.49            | packages[3].price
            far below it                      | X, 300, 0.30               | packages[3].price
            for nothing                       | X, 300, 0                  | packages[3].price
            for less than nothing             | X, 300, -5                 | packages[3].price
            no whole cents                    | X, 5000, 4.999             | packages[3].price
            above Stripe's most               | X, 5000, 1000000           | packages[3].price
            without credits                   | X, 0, 5                    | packages[3].credits
            fewer credits than none           | X, -1, 5                   | packages[3].credits
            so few that 1,000 have no price   | X, 0.000001, 999999.99     | packages[3].credits
            more credits than a balance holds | X, 1000000000000, 5        | packages[3].credits
            a code that is there already      | PRO, 5000, 5               | packages[3].code
            a code that is no name            | a b, 5000, 5               | packages[3].code
            """)
    void refusesAPackageThatNobodyCouldBuy_D11(String fault, String sold, String field) {
        String[] parts = sold.split(", ");
        CreditPackage wrong = new CreditPackage(parts[0], Unit.CREDITS.parse(parts[1]), Unit.USD.parse(parts[2]));
        assertThat(faults(Drafts.with(wrong))).extracting(Violation::field).contains(field);
    }

    @ParameterizedTest
    @CsvSource({"0.50", "999999.99", "4.99"})
    void takesEveryPriceThatStripeTakes_D11(String price) {
        CreditPackage sold = new CreditPackage("X", Unit.CREDITS.parse("5000"), Unit.USD.parse(price));
        assertThatCode(() -> CatalogRules.check(Drafts.with(sold))).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            bounds crossed                      | {"minimum":11}                            | rates[16].maximum
            a range from nothing                | {"minimum":0}                             | rates[16].minimum
            a range beyond counting             | {"maximum":1000000001}                    | rates[16].maximum
            a unit size of zero                 | {"unitSize":0}                            | rates[16].unitSize
            a negative unit size                | {"unitSize":-1}                           | rates[16].unitSize
            a price that overflows in its range | {"price":"1000000000","maximum":1000}     | rates[16].price
            the same with started units         | {"price":"1000000000","maximum":1000,"billing":"STARTED"} | rates[16].price
            a negative price                    | {"price":"-0.01"}                         | rates[16].price
            no time for the work                | {"holdTimeoutSeconds":0}                  | rates[16].holdTimeoutSeconds
            more time than a week               | {"holdTimeoutSeconds":604801}             | rates[16].holdTimeoutSeconds
            a count that is not the service's   | {"per":"IMAGE"}                           | rates[16].per
            another unit                        | {"unit":"credits","price":"1"}            | rates[16].unit
            an engine that is the choice        | {"engine":"AUTO"}                         | rates[16].engine
            an engine that is there already     | {"engine":"KLING_3_0"}                    | rates[16]
            """)
    void refusesARateThatCouldNotBeCharged_D11(String fault, String change, String field) {
        Map<String, Object> rate = Map.ofEntries(
                Map.entry("service", "VIDEO"),
                Map.entry("engine", "NEW"),
                Map.entry("per", "SECOND"),
                Map.entry("unitSize", 1),
                Map.entry("price", "0.1"),
                Map.entry("unit", "USD"),
                Map.entry("minimum", 1),
                Map.entry("maximum", 10),
                Map.entry("holdTimeoutSeconds", 60));
        Rate wrong = Drafts.read(rate, change, RateView.class).rate("rates[16]");
        assertThat(faults(Drafts.with(wrong))).extracting(Violation::field).contains(field);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            input without output               | INPUT_TOKEN 0 10000000 9          |                                     | rates
            the typical message below its range | INPUT_TOKEN 3000 10000000 9      | OUTPUT_TOKEN 0 10000000 45          | rates[16]
            the typical message above its range | INPUT_TOKEN 0 10000000 9         | OUTPUT_TOKEN 0 999 45               | rates[16]
            too much for input and output together | INPUT_TOKEN 0 1000000000 600000 | OUTPUT_TOKEN 0 1000000000 600000  | rates[16].price
            bounds crossed                     | INPUT_TOKEN 5 4 9                 | OUTPUT_TOKEN 0 10000000 45          | rates[16].maximum
            """)
    void refusesAChatModelWhoseMessagesCouldNotBeAdmitted_D11(String fault, String input, String output, String field) {
        Rate[] rates = output == null
                ? new Rate[] {Drafts.model(input)}
                : new Rate[] {Drafts.model(input), Drafts.model(output)};
        assertThat(faults(Drafts.with(rates))).extracting(Violation::field).contains(field);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            an engine without a rate            | {"engine":"KLING_9"}                            | providerRates[1].engine
            a rate of another service           | {"service":"AVATAR"}                            | providerRates[1].engine
            a unit size of zero                 | {"engine":"VEO_3_1","unitSize":0}               | providerRates[1].unitSize
            a cost that overflows in the range  | {"engine":"VEO_3_1","cost":"1000000000"}        | providerRates[1].cost
            a negative cost                     | {"engine":"VEO_3_1","cost":"-1"}                | providerRates[1].cost
            it ends before it begins            | {"engine":"VEO_3_1","effectiveTo":"2019-01-01T00:00:00Z"} | providerRates[1].effectiveTo
            the same again                      | {}                                              | providerRates[1]
            the same, its provider in other letters | {"provider":"p"}                            | providerRates[1]
            the SKU of another engine           | {"engine":"VEO_3_1","sku":"kling_3_0"}          | providerRates[1].sku
            that SKU from another time on       | {"engine":"VEO_3_1","sku":"KLING_3_0","effectiveFrom":"2024-01-01T00:00:00Z"} | providerRates[1].sku
            the same SKU again, in other letters | {"sku":"kling_3_0"}                            | providerRates[1]
            what neither the service nor a token is | {"per":"IMAGE"}                             | providerRates[1].per
            a blank SKU                         | {"engine":"VEO_3_1","sku":" "}                  | providerRates[1].sku
            """)
    void refusesACostByWhichWorkAndInvoicesCouldNotBeCompared_D11(String fault, String change, String field) {
        assertThat(faults(Drafts.with(cost("{}"), cost(change))))
                .extracting(Violation::field)
                .contains(field);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            the next price of the same work     | {"effectiveFrom":"2024-01-01T00:00:00Z"}
            the same SKU of another provider    | {"provider":"Q","engine":"VEO_3_1","sku":"KLING_3_0"}
            the same SKU of what is counted otherwise | {"service":"CHAT","engine":"DEFAULT","per":"INPUT_TOKEN","sku":"KLING_3_0"}
            that SKU at a time before           | {"engine":"VEO_3_1","sku":"KLING_3_0","effectiveFrom":"2010-01-01T00:00:00Z","effectiveTo":"2020-01-01T00:00:00Z"}
            another SKU of the same work        | {"sku":"kling-3.0, batch"}
            a kind of tokens of the same work   | {"per":"IMAGE_OUTPUT_TOKEN"}
            a model that the default charges    | {"service":"CHAT","engine":"gpt","per":"OUTPUT_TOKEN"}
            """)
    void takesCostsThatCanBeToldApart_D11(String what, String change) {
        assertThatCode(() -> CatalogRules.check(Drafts.with(cost("{}"), cost(change))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing may be held      | 0   | 2000        | 1000       | chatHoldCeiling
            less than nothing        | -1  | 2000        | 1000       | chatHoldCeiling
            negative tokens          | 500 | -1          | 1000       | typicalMessage
            a message without tokens | 500 | 0           | 0          | rates
            beyond the range         | 500 | 10000001    | 1000       | rates
            """)
    void refusesTermsOfTheChatThatAdmitNothing_D6_D17(
            String fault, String ceiling, long input, long output, String field) {
        CatalogVersion seed = SeedCatalog.version1();
        CatalogVersion wrong = new CatalogVersion(
                2,
                seed.effectiveFrom(),
                Unit.CREDITS.parse(ceiling),
                input,
                output,
                seed.packages(),
                seed.rates(),
                seed.providerRates());
        assertThat(faults(wrong)).extracting(Violation::field).contains(field);
    }

    private static ProviderRate cost(String change) {
        return Drafts.read(COST, change, ProviderRateView.class).rate("providerRates[0]");
    }

    private static java.util.List<Violation> faults(CatalogVersion version) {
        Invalid refused = catchThrowableOfType(Invalid.class, () -> CatalogRules.check(version));
        assertThat(refused).as(Json.write(version)).isNotNull();
        return refused.violations();
    }
}
