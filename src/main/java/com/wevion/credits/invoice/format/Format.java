package com.wevion.credits.invoice.format;

import java.util.function.Function;

/** The kinds of file that are read; a further one is a class that reads it and a line here. */
public enum Format {
    /** FinOps Open Cost and Usage Specification, Cost and Usage, 1.0 to 1.4, as CSV. */
    FOCUS(terms -> new CsvFile(terms, FocusColumns::new)),
    /** Costs of an OpenAI organization, as CSV or as its API answers. */
    OPENAI_COSTS(terms -> new CsvOrJson(
            new CsvFile(terms, OpenAiColumns::new),
            new JsonFile(
                    terms,
                    (limits, checks) -> new BucketShape(checks, "start_time", "end_time", CostResults::openAi)))),
    /** The cost report of an Anthropic organization, as its API answers. */
    ANTHROPIC_COSTS(terms -> new JsonFile(
            terms, (limits, checks) -> new BucketShape(checks, "starting_at", "ending_at", CostResults::anthropic))),
    /** Usage of an ElevenLabs workspace, as JSON. */
    ELEVENLABS_USAGE(
            terms -> new JsonFile(terms, (limits, checks) -> new ElevenLabsShape(checks, limits.elevenLabs()))),
    /** Usage of a Runway organization, as JSON. */
    RUNWAY_USAGE(terms -> new JsonFile(terms, (limits, checks) -> new RunwayShape(checks))),
    /** Bill details of Volcengine, as CSV. */
    VOLCENGINE_BILL(terms -> new CsvFile(terms, VolcengineColumns::new)),
    /** The same of BytePlus. */
    BYTEPLUS_BILL(terms -> new CsvFile(terms, VolcengineColumns::new));

    private final Function<FileRules, FileReader> reader;

    Format(Function<FileRules, FileReader> reader) {
        this.reader = reader;
    }

    /** The reader for such a file, under these terms. */
    public FileReader reader(FileRules terms) {
        return reader.apply(terms);
    }
}
