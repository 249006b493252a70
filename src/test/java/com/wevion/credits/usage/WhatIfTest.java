package com.wevion.credits.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.Rate;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.catalog.Unpriceable;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.Unavailable;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Charges of a real database, priced again. */
class WhatIfTest {
    private static final YearMonth OCTOBER = YearMonth.parse("2026-10");
    private static final String NOON = "2026-10-15T12:00:00Z";
    private static final CatalogVersion SEED = Drafts.SEED;

    private final ChargedMonth charged = new ChargedMonth(SEED);
    private final WhatIf whatIf = new WhatIf();
    private final long credits = charged.account("Chatters", AccountKind.CREDITS);
    private final long creative = charged.account("Makers", AccountKind.CREATIVE);

    @BeforeEach
    void open() {
        whatIf.dataSource = charged.pool;
        whatIf.clock = Clock.systemUTC();
        whatIf.maxCharges = 1_000;
        whatIf.maxSeconds = 60;
        whatIf.maxTeams = 20;
    }

    @AfterEach
    void close() {
        charged.close();
    }

    @Test
    void hasNothingToSayOfAMonthWithoutCharges() {
        assertThat(whatIf.replay(OCTOBER, SEED))
                .isEqualTo(new WhatIfView("2026-10", List.of(), List.of(), List.of(), List.of()));
    }

    @Test
    void pricesEveryKindOfWorkAsItWasChargedWhenTheDraftIsTheVersionThatHeld_D3() {
        Random random = new Random(6);
        for (int i = 0; i < 40; i++) {
            long seconds = 1 + random.nextInt(90);
            charged.message(credits, NOON, "m" + i % 3, 2_000, 9_000, random.nextInt(5_000), random.nextInt(9_000));
            charged.job(creative, NOON, Service.TTS, "OPENAI_TTS", 1 + random.nextInt(9_999), 10_000);
            charged.job(creative, NOON, Service.AVATAR, "DEFAULT", seconds, seconds);
            charged.job(creative, NOON, Service.VIDEO, "VEO_3_1", 10, 1 + random.nextInt(400));
            charged.job(creative, NOON, Service.IMAGE, "AUTO", 10, 1 + random.nextInt(10));
            charged.job(creative, NOON, Service.IMAGE_RESIZE, "DEFAULT", 1, 1);
        }

        WhatIfView same = whatIf.replay(OCTOBER, SEED);

        assertThat(same.items()).hasSize(6).allSatisfy(item -> {
            assertThat(item.charges()).isEqualTo(40);
            assertThat(item.draft()).isEqualTo(item.charged());
            assertThat(item.difference()).isEqualTo("0");
        });
        assertThat(same.totals()).extracting(WhatIfView.Total::unit).containsExactly("credits", "USD");
        assertThat(same.teams()).isEmpty();
        assertThat(same.unpriced()).isEmpty();
    }

    @Test
    void roundsEachChargeAndNotTheirSum_D3() {
        // 1 character at 0.0000005 USD for 1,000 is half a nano-dollar, which is rounded to the even 0; 3 are 1.5, so
        // 2.
        CatalogVersion draft = Drafts.priced(Service.TTS, "OPENAI_TTS", 500);
        charged.job(creative, NOON, Service.TTS, "OPENAI_TTS", 1, 1);
        charged.job(creative, NOON, Service.TTS, "OPENAI_TTS", 1, 1);
        charged.job(creative, NOON, Service.TTS, "OPENAI_TTS", 3, 3);

        assertThat(only(draft).draft()).isEqualTo("0.000000002");
    }

    @Test
    void pricesInputAndOutputApartAndAModelByTheRateThatTheDraftHasForIt_S6() {
        charged.message(credits, NOON, "large", 2_000, 1_000, 1_000, 1_000);
        charged.message(credits, NOON, "other", 2_000, 1_000, 1_000, 1_000);
        List<Rate> rates = new ArrayList<>(SEED.rates());
        rates.add(Drafts.chatRate("large", Measure.INPUT_TOKEN, 10_000_000, 1_000_000));
        rates.add(Drafts.chatRate("large", Measure.OUTPUT_TOKEN, 100_000_000, 1_000_000));

        WhatIfView.Item item = only(Drafts.with(rates));

        assertThat(item.engine()).isEqualTo("DEFAULT");
        assertThat(item.charged()).isEqualTo("108");
        assertThat(item.draft()).isEqualTo("164");
        assertThat(item.difference()).isEqualTo("56");
        assertThat(item.unit()).isEqualTo("credits");
    }

    @Test
    void goesByTheRangesForWhatWasAskedAndNotForWhatCame_S8() {
        CatalogVersion shorter = Drafts.changed(rate -> rate.service() == Service.VIDEO
                ? Drafts.ranged(rate, 1, 20)
                : Drafts.ranged(rate, rate.minimum(), rate.maximum()));
        charged.job(creative, NOON, Service.VIDEO, "VEO_3_1", 10, 60);
        charged.job(creative, NOON, Service.VIDEO, "KLING_3_0", 60, 10);

        WhatIfView view = whatIf.replay(OCTOBER, shorter);

        assertThat(view.items()).extracting(WhatIfView.Item::charged).containsExactly("6");
        assertThat(view.items()).extracting(WhatIfView.Item::draft).containsExactly("2");
        assertThat(view.unpriced())
                .containsExactly(new WhatIfView.Unpriced(
                        Service.VIDEO,
                        "KLING_3_0",
                        1,
                        "1.7",
                        "USD",
                        "VIDEO by KLING_3_0 takes a quantity of 1 to 20, not 60."));
        assertThat(view.totals()).extracting(WhatIfView.Total::charges).containsExactly(1L);
    }

    @Test
    void refusesAMessageByTheTokensThatWereAskedFor() {
        CatalogVersion less =
                Drafts.changed(rate -> rate.service() == Service.CHAT && rate.per() == Measure.OUTPUT_TOKEN
                        ? Drafts.ranged(rate, 0, 900)
                        : rate);
        charged.message(credits, NOON, "m", 2_000, 900, 5, 5);
        charged.message(credits, NOON, "m", 2_000, 901, 5, 5);

        WhatIfView view = whatIf.replay(OCTOBER, less);

        assertThat(view.items()).extracting(WhatIfView.Item::charges).containsExactly(1L);
        assertThat(view.unpriced())
                .extracting(WhatIfView.Unpriced::reason)
                .containsExactly("CHAT by DEFAULT takes a quantity of 0 to 900, not 901.");
    }

    @Test
    void takesTheFullPriceOfWorkWithAShortfallAndTheCostOfItsRecords_D5() {
        charged.job(creative, NOON, Service.IMAGE, "FLUX_2_PRO", 10, 10, 100_000_000, 250_000_000L);
        charged.job(creative, NOON, Service.IMAGE, "FLUX_2_PRO", 1, 1);

        WhatIfView view = whatIf.replay(OCTOBER, Drafts.priced(Service.IMAGE, "FLUX_2_PRO", 20_000_000));

        assertThat(view.items())
                .containsExactly(new WhatIfView.Item(
                        Service.IMAGE,
                        "FLUX_2_PRO",
                        2,
                        11,
                        "0.33",
                        "0.22",
                        "-0.11",
                        "0.03",
                        "0.02",
                        "USD",
                        "0.25",
                        "0.05",
                        "-0.05",
                        "USD",
                        1));
        assertThat(view.totals()).containsExactly(new WhatIfView.Total("USD", 2, "0.33", "0.22", "-0.11", "0.1"));
    }

    @Test
    void countsTheMonthInUtc() {
        for (String at : List.of("2026-09-30T23:59:59.999999Z", "2026-11-01T00:00:00Z")) {
            charged.job(creative, at, Service.IMAGE, "FLUX_2_PRO", 1, 1);
        }
        for (String at : List.of("2026-10-01T00:00:00Z", "2026-10-31T23:59:59.999999Z")) {
            charged.job(creative, at, Service.IMAGE, "FLUX_2_PRO", 1, 1);
        }

        assertThat(only(SEED).charges()).isEqualTo(2);
        assertThat(only(SEED).margin()).as("of work of unknown cost").isNull();
    }

    @Test
    void namesTheTeamsWhoseChargesChangeMostUpOrDown() {
        whatIf.maxTeams = 2;
        long third = charged.account("Third", AccountKind.CREATIVE);
        charged.job(creative, NOON, Service.IMAGE, "FLUX_2_PRO", 5, 5);
        charged.job(third, NOON, Service.IMAGE, "GPT_IMAGE_1_5", 10, 10);
        charged.message(credits, NOON, "m", 2_000, 1_000, 1_000, 0);
        CatalogVersion draft = Drafts.changed(rate -> switch (rate.engine()) {
            case "FLUX_2_PRO" -> Drafts.priced(rate, 60_000_000);
            case "GPT_IMAGE_1_5" -> Drafts.priced(rate, 0);
            default -> rate.service() == Service.CHAT ? Drafts.priced(rate, rate.priceUnits() + 1) : rate;
        });

        assertThat(whatIf.replay(OCTOBER, draft).teams())
                .extracting(team -> team.name() + " " + team.charged() + " " + team.draft() + " " + team.difference())
                .containsExactly("Third 0.4 0 -0.4", "Makers 0.15 0.3 0.15");
    }

    @Test
    void refusesAMonthWithTooManyCharges() {
        whatIf.maxCharges = 1;
        charged.job(creative, NOON, Service.IMAGE, "FLUX_2_PRO", 1, 1);
        assertThat(only(SEED).charges()).isEqualTo(1);
        charged.job(creative, NOON, Service.IMAGE, "FLUX_2_PRO", 1, 1);

        assertThatThrownBy(() -> whatIf.replay(OCTOBER, SEED))
                .isInstanceOf(Unpriceable.class)
                .hasMessage("2026-10 has more than 1 charges, which is the limit.");
    }

    @Test
    void givesUpWhatTakesTooLongAndIsFreeForTheNext() {
        charged.job(creative, NOON, Service.IMAGE, "FLUX_2_PRO", 1, 1);
        charged.database.execute("ALTER TABLE usage_record RENAME TO usage_record_kept; CREATE VIEW usage_record AS"
                + " SELECT r.* FROM usage_record_kept r, pg_sleep(5)");
        whatIf.maxSeconds = 1;
        assertThatThrownBy(() -> whatIf.replay(OCTOBER, SEED))
                .isInstanceOf(Unavailable.class)
                .hasMessage("The month could not be priced within 1 seconds. Nothing was changed; try again later.");
        charged.database.execute("DROP VIEW usage_record; ALTER TABLE usage_record_kept RENAME TO usage_record");

        assertThat(only(SEED).charges()).isEqualTo(1);
    }

    @Test
    void refusesPricesThatAddUpToMoreThanCanBeShown() {
        CatalogVersion draft = Drafts.priced(Service.IMAGE, "FLUX_2_PRO", Unit.LARGEST_UNITS);
        for (int i = 0; i < 10; i++) {
            charged.job(creative, NOON, Service.IMAGE, "FLUX_2_PRO", 1, 1);
        }

        assertThatThrownBy(() -> whatIf.replay(OCTOBER, draft)).isInstanceOf(Unpriceable.class);
    }

    private WhatIfView.Item only(CatalogVersion draft) {
        WhatIfView view = whatIf.replay(OCTOBER, draft);
        assertThat(view.items()).hasSize(1);
        return view.items().get(0);
    }
}
