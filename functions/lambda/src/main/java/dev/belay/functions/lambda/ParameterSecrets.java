package dev.belay.functions.lambda;

import dev.belay.aws.SecretParameters;
import dev.belay.core.model.Workspace;
import dev.belay.functions.http.secret.EnvironmentSecrets;
import dev.belay.webhook.SecretStore;
import java.util.List;
import java.util.Optional;

/// The secrets of workspaces, for whoever verifies with them and whoever sends them.
final class ParameterSecrets implements SecretStore {
    private final SecretParameters parameters;
    private final EnvironmentSecrets environment = EnvironmentSecrets.ofProcess();

    ParameterSecrets(SecretParameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public Optional<Secret> secret(Workspace workspace, String name) {
        List<String> live = parameters.live(workspace.name(), name);
        return live.isEmpty() ? Optional.empty() : Optional.of(new Secret(live));
    }

    @Override
    public boolean learn(Workspace workspace, String name, String value) {
        return parameters.learn(workspace.name(), name, value);
    }

    /// What is sent is the newest value; what the function's own environment names comes first, and
    /// costs no request.
    dev.belay.functions.http.secret.SecretStore toSend() {
        return (workspace, name) ->
                environment
                        .secret(workspace, name)
                        .or(() -> parameters.live(workspace.name(), name).stream().findFirst());
    }
}
