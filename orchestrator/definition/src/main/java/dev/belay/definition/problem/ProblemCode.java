package dev.belay.definition.problem;

/// Every kind of mistake in a definition. A number is never used again for something else.
public enum ProblemCode {
    // 1xx: the text
    TEXT_TOO_LARGE(101),
    SYNTAX(102),
    TOO_DEEP(103),
    TOO_MANY_VALUES(104),
    DUPLICATE_KEY(105),
    UNSUPPORTED_YAML(106),
    // 2xx: the official schema
    UNKNOWN_PROPERTY(201),
    MISSING_PROPERTY(202),
    WRONG_TYPE(203),
    INVALID_VALUE(204),
    UNKNOWN_TASK_KIND(205),
    SEVERAL_TASK_KINDS(206),
    UNSUPPORTED_DSL(207),
    // 3xx: tasks and the order among them
    DUPLICATE_TASK(301),
    UNKNOWN_TASK(302),
    UNREACHABLE_TASK(303),
    INVALID_NAME(304),
    TOO_MANY_TASKS(305),
    TASKS_TOO_DEEP(306),
    // 4xx: what a definition refers to
    UNKNOWN_FUNCTION(401),
    UNKNOWN_CATALOG(402),
    UNKNOWN_RETRY(403),
    UNKNOWN_ERROR(404),
    UNKNOWN_TIMEOUT(405),
    UNKNOWN_AUTHENTICATION(406),
    UNKNOWN_SECRET(407),
    FUNCTION_CYCLE(408),
    MISSING_CONNECTION(409),
    UNKNOWN_ACTION(410),
    UNKNOWN_FLOW(411),
    // 5xx: expressions
    INVALID_EXPRESSION(501),
    SECRET_IN_HISTORY(502),
    // 6xx: time and retries
    INVALID_DURATION(601),
    RETRY_HIERARCHY(602),
    INVALID_RETRY(603),
    INVALID_CRON(604),
    INVALID_SCHEDULE(605),
    UNKNOWN_TIMEZONE(606),
    // 7xx: what this engine runs
    NOT_ALLOWED(701),
    UNSUPPORTED(702),
    INVALID_METADATA(703),
    INVALID_URI(704),
    INVALID_SCHEMA(705),
    DOCUMENT_UNAVAILABLE(711),
    UNKNOWN_OPERATION(712),
    INVALID_PARAMETERS(713),
    // 8xx: versions
    VERSION_CONFLICT(801);

    private final int number;

    ProblemCode(int number) {
        this.number = number;
    }

    /// For example `FLOW-302`.
    public String code() {
        return "FLOW-" + number;
    }
}
