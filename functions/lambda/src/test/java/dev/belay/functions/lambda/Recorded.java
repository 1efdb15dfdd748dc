package dev.belay.functions.lambda;

import dev.belay.emulators.CalledActions;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// The recorder of called actions, where the framework finds it: it looks for interceptors among
/// the classes of the application.
public final class Recorded extends CalledActions implements ExecutionInterceptor {}
