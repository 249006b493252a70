package com.wevion.credits.ledger;

import com.wevion.credits.ledger.ReferenceLedger.Refused;
import com.wevion.credits.ledger.operation.Expire;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.HoldEndedOtherwise;
import com.wevion.credits.ledger.operation.InsufficientFunds;
import com.wevion.credits.ledger.operation.MemberCapExceeded;
import com.wevion.credits.ledger.operation.Operation;
import com.wevion.credits.ledger.operation.OperationRefused;
import com.wevion.credits.ledger.operation.Reversal;
import com.wevion.credits.ledger.operation.RowsRefused;
import com.wevion.credits.ledger.operation.Settle;
import com.wevion.credits.ledger.operation.Void;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Puts operations to the real ledger, with answers in the form of {@link ReferenceLedger}'s. */
final class Answers {
    private Answers() {}

    /** The answer of the ledger; a failure that is no refusal is an answer too, and one that no model gives. */
    static Object of(Ledger ledger, Operation<?> operation) {
        try {
            if (operation instanceof Expire expire) {
                ledger.expire(List.of(expire));
                return ReferenceLedger.NOTHING;
            }
            return ledger.post(operation);
        } catch (OperationRefused e) {
            return refused(e);
        } catch (RowsRefused e) {
            return operation instanceof Reversal && e.isDuplicate() ? ReferenceLedger.DONE : e;
        } catch (RuntimeException e) {
            return e;
        }
    }

    private static Refused refused(OperationRefused refusal) {
        String name = refusal.getClass().getSimpleName();
        if (refusal instanceof InsufficientFunds funds) {
            return Refused.as(name, funds.requiredUnits(), funds.availableUnits());
        } else if (refusal instanceof HoldEndedOtherwise ended) {
            return Refused.as(name, ended.state());
        } else if (refusal instanceof MemberCapExceeded exceeded) {
            return Refused.as(name, units(exceeded, "cap"), units(exceeded, "used"));
        }
        return Refused.as(name);
    }

    private static long units(MemberCapExceeded exceeded, String figure) {
        int decimals = exceeded.members().get("unit").equals("USD") ? 9 : 6;
        return new BigDecimal(exceeded.members().get(figure).toString())
                .movePointRight(decimals)
                .longValueExact();
    }

    /** An operation and its answer in a line, for the message of a failure. */
    static String line(Operation<?> operation, Object answer) {
        byte[] fingerprint = operation instanceof Hold hold
                ? hold.fingerprint()
                : operation instanceof Settle settle
                        ? settle.report().fingerprint()
                        : operation instanceof Void end ? end.report().fingerprint() : new byte[0];
        String said = operation
                .toString()
                .replaceAll(
                        "(teamId|kind|terms|companion|completion|service|engine|quantity|explanation)=[^,\\]]*,? ?", "")
                .replaceAll("fingerprint=\\[B@[0-9a-f]+", "'" + new String(fingerprint, StandardCharsets.UTF_8) + "'");
        return said + " -> " + answer;
    }

    /** The lines with a number for each id. */
    static String story(List<String> lines) {
        Map<String, String> names = new HashMap<>();
        return Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                .matcher(String.join("\n", lines))
                .replaceAll(id -> names.computeIfAbsent(id.group(), each -> "#" + (names.size() + 1)));
    }
}
