package dev.belay.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// Secrets of workspaces as encrypted parameters of Systems Manager: `<prefix>/<workspace>/<name>`,
/// and `<name>.previous` beside it while the value before is live too.
///
/// What was read is kept for a short time, so that a change is in force everywhere within it, and a
/// flood of requests does not become one of reads; what is missing is kept shorter still.
public final class SecretParameters {
    static final Duration KEPT = Duration.ofSeconds(60);
    static final Duration MISSING_KEPT = Duration.ofSeconds(5);

    private static final int KEPT_MAX = 1_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final String PREVIOUS = ".previous";

    private final SsmClient client;
    private final String prefix;
    private final InstantSource time;
    private final AwsErrors errors;

    /// By age, the oldest first. Guarded by itself.
    private final Map<String, Kept> kept =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
                    return size() > KEPT_MAX;
                }
            };

    /// @param live values, the newest first; empty where there is no such secret
    private record Kept(List<String> live, Instant until) {}

    /// @param prefix begins with a slash and does not end with one
    public SecretParameters(SsmClient client, String prefix, InstantSource time) {
        this.client = client;
        this.prefix = prefix;
        this.time = time;
        this.errors = AwsErrors.of(client.serviceClientConfiguration());
    }

    /// The live values, the newest first; none where the workspace has no such secret.
    public List<String> live(String workspace, String name) {
        if (!NAME.matcher(name).matches()) {
            return List.of();
        }
        String path = path(workspace, name);
        synchronized (kept) {
            @Nullable Kept known = kept.get(path);
            if (known != null && time.instant().isBefore(known.until())) {
                return known.live();
            }
        }
        List<String> live = read(path);
        keep(path, live);
        return live;
    }

    /// Keeps a value if there is none of the name yet. Durable when it returns.
    ///
    /// @return whether it was kept
    public boolean learn(String workspace, String name, String value) {
        if (!NAME.matcher(name).matches() || name.endsWith(PREVIOUS)) {
            return false;
        }
        String path = path(workspace, name);
        boolean learned =
                errors.call(
                        subject(path),
                        () -> {
                            try {
                                client.putParameter(put ->
                                        put.name(path)
                                                .value(value)
                                                .type(ParameterType.SECURE_STRING)
                                                .overwrite(false));
                                return true;
                            } catch (ParameterAlreadyExistsException _) {
                                return false;
                            }
                        });
        synchronized (kept) {
            kept.remove(path);
        }
        return learned;
    }

    private List<String> read(String path) {
        var found =
                errors.call(
                        subject(path),
                        () ->
                                client.getParameters(get ->
                                                get.names(path, path + PREVIOUS)
                                                        .withDecryption(true))
                                        .parameters());
        var live = new ArrayList<String>();
        for (String name : List.of(path, path + PREVIOUS)) {
            found.stream()
                    .filter(parameter -> parameter.name().equals(name))
                    .map(Parameter::value)
                    .forEach(live::add);
        }
        return List.copyOf(live);
    }

    private void keep(String path, List<String> live) {
        Instant until = time.instant().plus(live.isEmpty() ? MISSING_KEPT : KEPT);
        synchronized (kept) {
            kept.remove(path);
            kept.put(path, new Kept(live, until));
        }
    }

    private String path(String workspace, String name) {
        return "%s/%s/%s".formatted(prefix, workspace, name);
    }

    private static String subject(String path) {
        return "Systems Manager parameter '%s'".formatted(path);
    }
}
