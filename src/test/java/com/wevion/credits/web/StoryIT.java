package com.wevion.credits.web;

import com.microsoft.playwright.Page;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.browser.Browsing;
import com.wevion.credits.dev.browser.WithBrowser;
import org.junit.jupiter.api.Test;

/**
 * The story of a team that runs out of credits, buys some, and learns where they went, and of an operator's work: all of it in a browser.
 */
@WithService
@WithBrowser
class StoryIT {
    private final LocalService service;

    StoryIT(LocalService service) {
        this.service = service;
    }

    @Test
    void creditsRunOutAreBoughtAndExplained_S13_S14_S15_S17(Browsing browsing) {
        Office office = Office.of(service, "Story Studio");
        office.team().adjust("CREDITS", "150");
        StoryLog log = new StoryLog();

        buy(log, new BuyersStory(office, browsing.window()));
        lookAround(log, new OthersStory(office), browsing);
        reconcile(log, new OperatorsStory(Api.superAdmin(service), browsing.window()));
    }

    @Test
    void aMemberAsksForMoreAndTheOwnerAnswers_D13(Browsing browsing) {
        RequestsStory story =
                new RequestsStory(Office.of(service, "Asking Studio"), browsing.window(), browsing.window());
        StoryLog log = new StoryLog();
        log.step("Ben reaches his cap in the playground", story::benIsRefused);
        log.step("He asks for more in the dialog that says so", story::benAsksInTheDialog);
        log.step("He tries again", story::benIsToldThatNobodyHasDecided);
        log.step("Olga opens the requests", story::olgaSeesWhatWaits);
        log.step("She approves, and Ben goes on", story::olgaApproves);
        log.step("Ben asks for more on the page", story::benAsksOnThePage);
        log.step("Olga refuses", story::olgaRefuses);
        log.step("Ben looks at his requests", story::benReadsWhy);
        log.step("Ben asks for a higher limit and for credits", story::olgaRaisesTheLimitAndIsToldToBuy);
        log.step("Olga asks for a higher cap of her own", story::olgaCannotAnswerHerself);
    }

    private static void buy(StoryLog log, BuyersStory olga) {
        log.step("Olga signs in and opens the overview", olga::signsIn);
        log.step("Ben uses 63 credits elsewhere", () -> olga.seesTheBalanceGoDown("87", "Low"));
        log.step("Ben uses what is left", () -> olga.seesTheBalanceGoDown("0", "Empty"));
        log.step("Olga sends a chat message in the playground", olga::isRefused);
        log.step("She goes to the checkout and cancels there", olga::cancels);
        log.step("She goes there again and pays", olga::pays);
        log.step("She comes back to the playground", olga::seesTheBalanceRise);
        log.step("She sends the message again", olga::isAnswered);
        log.step("She looks at the history", olga::findsThePayment);
        log.step("She has the charge explained", olga::hasTheChargeExplained);
    }

    private static void lookAround(StoryLog log, OthersStory others, Browsing browsing) {
        Page ben = browsing.window();
        log.step("Ben looks at the history", () -> others.benSeesHisOwnLines(ben));
        log.step("Ben opens pages that are not for him", () -> others.benIsToldWhatIsNotForHim(ben));
        log.step("Vic looks at the team", () -> others.vicSeesTheBalanceOnly(browsing.window()));
    }

    private void reconcile(StoryLog log, OperatorsStory sue) {
        log.step("Sue signs in and opens the reconciliation", () -> sue.signsIn(service.baseUrl()));
        log.step("She uploads an invoice with a charge that nobody knows of", sue::uploads);
        log.step("She is asked what another file replaces, and leaves it out", sue::isAskedWhatAFurtherFileReplaces);
        log.step("She starts a run", sue::reconciles);
        log.step("She opens the break", sue::opensTheBreak);
        log.step("She disputes it", sue::disputesIt);
        log.step("She enters a currency rate and takes it back", sue::entersACurrencyRateAndTakesItBack);
        log.step("She leaves a SKU out and compares it again", sue::leavesASkuOutAndComparesItAgain);
        log.step("She puts an unknown SKU into the price list", sue::putsAnUnknownSkuIntoTheDraftOfThePriceList);
    }
}
