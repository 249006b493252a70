package com.wevion.credits.ledger.operation;

/**
 * The decision about an operation.
 *
 * @param <A> the operation's answer
 */
public sealed interface Decision<A> {
    /** The answer, if it was accepted; otherwise throws the refusal. */
    A answer();

    /** The decision about an operation that repeats the one that this is about. */
    Decision<A> again(Operation<A> operation);

    /** It is accepted now, and its rows are to be written. */
    record Accepted<A>(A answer) implements Decision<A> {
        @Override
        public Decision<A> again(Operation<A> operation) {
            return new Repeated<>(operation.again(answer));
        }
    }

    /** It was accepted before; the figures are the first answer's. */
    record Repeated<A>(A answer) implements Decision<A> {
        @Override
        public Decision<A> again(Operation<A> operation) {
            return this;
        }
    }

    /** It is refused. */
    record Refused<A>(OperationRefused refusal) implements Decision<A> {
        @Override
        public A answer() {
            throw refusal;
        }

        @Override
        public Decision<A> again(Operation<A> operation) {
            return this;
        }
    }
}
