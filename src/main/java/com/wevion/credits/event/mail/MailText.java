package com.wevion.credits.event.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.platform.OneLine;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a mail in its reader's language. */
final class MailText {
    private static final String BUNDLE = "com.wevion.credits.event.mail.mails";
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+)}");
    private static final Set<String> AMOUNTS =
            Set.of("available", "threshold", "spendingLimit", "cap", "credits", "amount");
    private static final Set<String> TIMES = Set.of("expiresAt", "payBy");
    private static final int DECIMALS = 6;
    private static final String LINE = "\r\n";

    private final Mail mail;
    private final Locale locale;
    private final ResourceBundle words;

    MailText(Mail mail) {
        this.mail = mail;
        locale = Locale.forLanguageTag(mail.reader().language());
        words = ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** One line, without anything that could end it. */
    String subject() {
        if (!mail.toConfirm().isEmpty()) {
            return words.getString("confirm.subject");
        }
        String team = mail.told().get(0).team();
        boolean isOneTeam = mail.told().stream().allMatch(event -> Objects.equals(team, event.team()));
        String where = isOneTeam && team != null ? OneLine.of(team) : "AI Credits";
        return mail.told().size() == 1
                ? where + ": " + title(mail.told().get(0))
                : where + ": "
                        + words.getString("subject.several")
                                .replace("{count}", number(mail.told().size()));
    }

    /** As plain text. */
    String plain(String link) {
        StringBuilder text = new StringBuilder();
        if (!mail.toConfirm().isEmpty()) {
            text.append(words.getString("confirm.text"))
                    .append(LINE)
                    .append(LINE)
                    .append(link)
                    .append(LINE);
            return text.append(LINE)
                    .append(words.getString("confirm.otherwise"))
                    .append(LINE)
                    .toString();
        }
        String team = null;
        for (ToldEvent event : mail.told()) {
            if (event.team() != null && !event.team().equals(team)) {
                team = event.team();
                text.append(OneLine.of(team)).append(LINE).append(LINE);
            }
            text.append(title(event)).append(LINE);
            text.append("  ").append(sentence(event)).append(LINE);
            text.append("  ").append(time(event.at())).append(LINE).append(LINE);
        }
        return text.append("-- ")
                .append(LINE)
                .append(words.getString("why"))
                .append(LINE)
                .append(words.getString("unsubscribe"))
                .append(": ")
                .append(link)
                .append(LINE)
                .toString();
    }

    /** As a page of HTML. */
    String html(String link) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html><html lang=\"" + locale.toLanguageTag()
                + "\"><head><meta charset=\"utf-8\"><title>" + escaped(subject())
                + "</title></head><body style=\"font-family:sans-serif\">");
        if (!mail.toConfirm().isEmpty()) {
            paragraph(page, words.getString("confirm.text"));
            page.append("<p>")
                    .append(anchor(link, words.getString("confirm.link")))
                    .append("</p>");
            paragraph(page, words.getString("confirm.otherwise"));
            return page.append("</body></html>").toString();
        }
        String team = null;
        for (ToldEvent event : mail.told()) {
            if (event.team() != null && !event.team().equals(team)) {
                team = event.team();
                page.append("<h1 style=\"font-size:1.2em\">")
                        .append(escaped(team))
                        .append("</h1>");
            }
            page.append("<p><strong>").append(escaped(title(event))).append("</strong><br>");
            page.append(escaped(sentence(event))).append("<br><small>");
            page.append(escaped(time(event.at()))).append("</small></p>");
        }
        page.append("<hr><p><small>").append(escaped(words.getString("why"))).append("<br>");
        return page.append(anchor(link, words.getString("unsubscribe")))
                .append("</small></p></body></html>")
                .toString();
    }

    private static void paragraph(StringBuilder page, String text) {
        page.append("<p>").append(escaped(text)).append("</p>");
    }

    private static String anchor(String link, String label) {
        return "<a href=\"" + escaped(link) + "\">" + escaped(label) + "</a>";
    }

    private String title(ToldEvent event) {
        return words.getString(event.type().text() + ".title");
    }

    private String sentence(ToldEvent event) {
        String key = event.type().text() + ".text";
        String without = key + ".without.cap";
        boolean isShort = words.containsKey(without) && !event.data().has("cap");
        Matcher places = PLACE.matcher(words.getString(isShort ? without : key));
        return places.replaceAll(place -> Matcher.quoteReplacement(value(event, place.group(1))));
    }

    private String value(ToldEvent event, String name) {
        if (name.equals("member")) {
            return event.member() == null ? words.getString("somebody") : OneLine.of(event.member());
        }
        JsonNode value = event.data().path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "–";
        }
        if (AMOUNTS.contains(name)) {
            return amount(value.asText());
        }
        if (TIMES.contains(name)) {
            return time(Instant.parse(value.asText()));
        }
        String constant = "value." + value.asText();
        return words.containsKey(constant) ? words.getString(constant) : OneLine.of(value.asText());
    }

    private String amount(String decimal) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(DECIMALS);
        return format.format(new BigDecimal(decimal));
    }

    private String number(int count) {
        return NumberFormat.getIntegerInstance(locale).format(count);
    }

    private String time(Instant at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(at.atZone(ZoneOffset.UTC))
                + " UTC";
    }

    /** As text of HTML. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
