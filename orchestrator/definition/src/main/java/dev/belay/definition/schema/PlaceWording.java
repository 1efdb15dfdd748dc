package dev.belay.definition.schema;

import dev.belay.definition.problem.ProblemCode;
import java.util.List;

/// What to say of a value that fits none of its alternatives, or not its pattern, by the place in
/// the official schema that refuses it. The first that matches counts.
///
/// @param place part of the JSON pointer of the rule
record PlaceWording(String place, ProblemCode code, String message, String fix) {
    private static final String NAME =
            "write 1 to 63 letters, digits and '-', beginning and ending with a letter or digit";
    private static final String SEMVER = "write a semantic version in quotes, such as '1.0.0'";

    static final List<PlaceWording> ALL =
            List.of(
                    new PlaceWording(
                            "/$defs/duration",
                            ProblemCode.INVALID_DURATION,
                            "is no duration",
                            "write ISO 8601 such as PT30S, an object such as { seconds: 30 }, or an expression ${ … }"),
                    new PlaceWording(
                            "/$defs/endpoint",
                            ProblemCode.INVALID_URI,
                            "is no endpoint",
                            "write a URI or URI template such as https://example.com/{id}, an expression ${ … }, or an object with 'uri'"),
                    new PlaceWording(
                            "/$defs/uriTemplate",
                            ProblemCode.INVALID_URI,
                            "is no URI",
                            "write a URI or URI template with its scheme, such as https://example.com/{id}"),
                    new PlaceWording(
                            "/$defs/error/properties/type",
                            ProblemCode.INVALID_URI,
                            "is no error type",
                            "write a URI such as https://example.com/errors/not-found, or an expression ${ … }"),
                    new PlaceWording(
                            "/$defs/eventProperties/properties/source",
                            ProblemCode.INVALID_URI,
                            "is no event source",
                            "write a URI such as https://example.com, or an expression ${ … }"),
                    new PlaceWording(
                            "/$defs/eventConsumptionStrategy",
                            ProblemCode.INVALID_VALUE,
                            "does not say which events",
                            "write exactly one of one, any and all"),
                    new PlaceWording(
                            "/$defs/referenceableAuthenticationPolicy",
                            ProblemCode.INVALID_VALUE,
                            "is no authentication",
                            "write exactly one of use, basic, bearer, digest, oauth2 and oidc"),
                    new PlaceWording(
                            "/$defs/authenticationPolicy",
                            ProblemCode.INVALID_VALUE,
                            "is no authentication",
                            "write exactly one of basic, bearer, digest, oauth2 and oidc"),
                    new PlaceWording(
                            "/$defs/runTask",
                            ProblemCode.INVALID_VALUE,
                            "does not say what to run",
                            "write exactly one of container, script, shell and workflow"),
                    new PlaceWording(
                            "/$defs/retryPolicy/properties/backoff",
                            ProblemCode.INVALID_RETRY,
                            "is no backoff",
                            "write exactly one of constant, linear and exponential"),
                    new PlaceWording(
                            "/$defs/schema/oneOf",
                            ProblemCode.INVALID_SCHEMA,
                            "is no schema",
                            "write exactly one of document and resource"),
                    new PlaceWording(
                            "/properties/retry/oneOf",
                            ProblemCode.INVALID_RETRY,
                            "is no retry policy",
                            "write an object, or the name of a policy of 'use.retries'"),
                    new PlaceWording(
                            "/$defs/raiseTask",
                            ProblemCode.INVALID_VALUE,
                            "is no error",
                            "write an object with type and status, or the name of an error of 'use.errors'"),
                    new PlaceWording(
                            "/timeout/oneOf",
                            ProblemCode.INVALID_DURATION,
                            "is no timeout",
                            "write { after: PT30S }, or the name of a timeout of 'use.timeouts'"),
                    new PlaceWording(
                            "/$defs/setTask",
                            ProblemCode.WRONG_TYPE,
                            "sets nothing",
                            "write an object with at least one property, or an expression ${ … }"),
                    new PlaceWording(
                            "/properties/document/properties/version",
                            ProblemCode.INVALID_VALUE,
                            "is no version",
                            SEMVER),
                    new PlaceWording(
                            "/properties/document/properties/dsl",
                            ProblemCode.INVALID_VALUE,
                            "is no version of the DSL",
                            "write '1.0.3'"),
                    new PlaceWording(
                            "/properties/document/properties/name",
                            ProblemCode.INVALID_NAME,
                            "is no valid name",
                            NAME),
                    new PlaceWording(
                            "/properties/document/properties/namespace",
                            ProblemCode.INVALID_NAME,
                            "is no valid namespace",
                            NAME));
}
