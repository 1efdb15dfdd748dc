package dev.belay.definition.compile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.definition.problem.DidYouMean;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.text.SourceNode;
import dev.belay.flow.plan.Template;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a call proves who it is: named policies put in place, and secrets left as references.
final class AuthenticationPart {
    private static final Set<String> SCHEMES =
            Set.of("basic", "bearer", "digest", "oauth2", "oidc");
    private static final Set<String> SENSITIVE = Set.of("password", "token", "secret", "assertion");

    private final Compilation compilation;

    AuthenticationPart(Compilation compilation) {
        this.compilation = compilation;
    }

    /// The authentication under `parent`, for example an endpoint.
    @Nullable Template of(SourceNode parent, Variables variables) {
        return parent.get("authentication")
                .flatMap(this::policy)
                .map(policy -> template(policy, variables))
                .orElse(null);
    }

    private Optional<SourceNode> policy(SourceNode node) {
        Optional<SourceNode> reference = node.get("use").filter(SourceNode::isText);
        return reference.isEmpty()
                ? Optional.of(node)
                : compilation.components.named(
                        reference.get(), "authentications", ProblemCode.UNKNOWN_AUTHENTICATION);
    }

    @Nullable Template template(SourceNode policy, Variables variables) {
        for (SourceNode scheme : policy.fields()) {
            if (SCHEMES.contains(scheme.key())) {
                checkSecret(scheme);
                warnOfPlainSecrets(scheme);
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                object.put("scheme", scheme.key());
                var filled = compilation.expressions.template(scheme, variables).value();
                if (filled instanceof ObjectNode fields) {
                    object.setAll(fields);
                }
                return new Template(object);
            }
        }
        return null;
    }

    private void checkSecret(SourceNode scheme) {
        scheme.get("use")
                .filter(SourceNode::isText)
                .filter(name -> !compilation.secrets.contains(name.text()))
                .ifPresent(name ->
                        compilation.problems.at(
                                name,
                                ProblemCode.UNKNOWN_SECRET,
                                "'use.secrets' has no '%s'".formatted(name.text()),
                                DidYouMean.among(name.text(), compilation.secrets)));
    }

    private void warnOfPlainSecrets(SourceNode node) {
        for (SourceNode field : node.fields()) {
            if (field.isObject()) {
                warnOfPlainSecrets(field);
            } else if (SENSITIVE.contains(field.key())
                    && field.isText()
                    && Template.expressionIn(field.text()) == null) {
                compilation.problems.warnAtKey(
                        field,
                        ProblemCode.SECRET_IN_HISTORY,
                        "'%s' is written into the definition, where everyone who reads flows sees it"
                                .formatted(field.key()),
                        "list a secret in 'use.secrets' and write ${ $secrets.name.%s }"
                                .formatted(field.key()));
            }
        }
    }
}
