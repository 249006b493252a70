package com.wevion.credits.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The view of the others in Olga's team (D12). Each step returns it in words. */
final class OthersStory {
    private final Office office;

    OthersStory(Office office) {
        this.office = office;
    }

    private static List<String> links(Page page) {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Team"))
                .getByRole(AriaRole.LINK)
                .allInnerTexts();
    }

    String benSeesHisOwnLines(Page page) {
        office.enter(page, Person.BEN, "/history.html");
        JsonNode own = ok(office.api(Person.BEN).get(office.team().path("/transactions")))
                .json()
                .path("items");
        Set<String> persons = new TreeSet<>(own.findValuesAsText("displayName"));
        assertThat(persons).containsExactly(Person.BEN.fullName());
        assertThat(own.size()).isLessThan(office.team().history().size());
        assertThat(page.locator(".lines tbody tr")).hasCount(own.size());
        assertThat(page.locator("main")).not().containsText(Person.OLGA.fullName());
        assertThat(page.locator("main")).not().containsText("pi_");
        assertThat(links(page)).containsExactly("Overview", "Usage", "History", "Requests", "Settings");
        return own.size() + " lines, all of them his; offered are " + String.join(", ", links(page));
    }

    String benIsToldWhatIsNotForHim(Page page) {
        for (String path : List.of("/bills.html", "/members.html")) {
            office.open(page, path);
            assertThat(page.locator("main .note.warn")).containsText("your role in this team is media buyer");
        }
        assertThat(office.api(Person.BEN)
                        .get(office.team().path("/creative-bills"))
                        .status())
                .isEqualTo(403);
        assertThat(office.api(Person.BEN).get(office.team().path("/members")).status())
                .isEqualTo(403);
        Locator said = page.locator("main .note.warn p").first();
        return said.innerText();
    }

    String vicSeesTheBalanceOnly(Page page) {
        office.enter(page, Person.VIC, "/");
        assertThat(page.locator("#available"))
                .hasText(page.locator("credit-pill .number").innerText().replace(" credits", ""));
        assertThat(page.locator("main")).containsText("Your role sees only the balance.");
        assertThat(page.locator("main table")).hasCount(0);
        assertThat(links(page)).containsExactly("Overview");
        assertThat(office.api(Person.VIC)
                        .get(office.team().path("/transactions"))
                        .status())
                .isEqualTo(403);
        return page.locator(".headline").innerText();
    }
}
