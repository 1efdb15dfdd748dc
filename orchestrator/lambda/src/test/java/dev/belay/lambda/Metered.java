package dev.belay.lambda;

import dev.belay.aws.RequestMeter;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// One meter for all clients of the process, which the framework makes.
public final class Metered implements ExecutionInterceptor {
    static final RequestMeter METER = new RequestMeter();

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        return METER.modifyRequest(context, attributes);
    }

    @Override
    public void beforeTransmission(
            Context.BeforeTransmission context, ExecutionAttributes attributes) {
        METER.beforeTransmission(context, attributes);
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        METER.afterExecution(context, attributes);
    }

    @Override
    public void onExecutionFailure(
            Context.FailedExecution context, ExecutionAttributes attributes) {
        METER.onExecutionFailure(context, attributes);
    }
}
