package dev.belay.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// A function's configuration.
///
/// @param environment variables of the function's own
/// @param timeout after which an invocation is ended, and its process with it
/// @param concurrency how many processes there are at most, each with one invocation at a time
/// @param log what the processes print is added to this file
public record FunctionSettings(
        String name,
        Launch launch,
        Map<String, String> environment,
        Duration timeout,
        int concurrency,
        Path log) {
    static final String REGION = "eu-west-1";
    private static final int MEMORY_MEGABYTES = 1024;

    public FunctionSettings {
        environment = Map.copyOf(environment);
        if (concurrency < 1) {
            throw new IllegalArgumentException(
                    "concurrency is %d, expected 1 or more".formatted(concurrency));
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout is %s, expected more".formatted(timeout));
        }
    }

    /// A function that runs once at a time, for up to a minute.
    public static FunctionSettings of(String name, Launch launch, Path log) {
        return new FunctionSettings(name, launch, Map.of(), Duration.ofMinutes(1), 1, log);
    }

    public FunctionSettings withEnvironment(Map<String, String> variables) {
        return new FunctionSettings(name, launch, variables, timeout, concurrency, log);
    }

    public FunctionSettings withTimeout(Duration limit) {
        return new FunctionSettings(name, launch, environment, limit, concurrency, log);
    }

    public FunctionSettings withConcurrency(int processes) {
        return new FunctionSettings(name, launch, environment, timeout, processes, log);
    }

    public String arn() {
        return "arn:aws:lambda:%s:000000000000:function:%s".formatted(REGION, name);
    }

    /// All that the process finds in its environment: what Lambda sets, and what the owner set.
    ///
    /// @param runtimeApi where the runtime API is, as [RuntimeApi#address] says
    public Map<String, String> variables(String runtimeApi) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        variables.put("AWS_LAMBDA_FUNCTION_NAME", name);
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(MEMORY_MEGABYTES));
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + name);
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        variables.put("AWS_REGION", REGION);
        variables.put("AWS_DEFAULT_REGION", REGION);
        variables.put("LAMBDA_TASK_ROOT", launch.directory().toString());
        variables.put("LAMBDA_RUNTIME_DIR", launch.directory().toString());
        variables.put("_HANDLER", launch.handler());
        variables.put("TZ", ":UTC");
        variables.put("LANG", "en_US.UTF-8");
        variables.putAll(environment);
        return variables;
    }
}
