package dev.belay.cdk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpIamAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.DomainMappingOptions;
import software.amazon.awscdk.services.apigatewayv2.DomainName;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpNoneAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.IHttpRouteAuthorizer;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// What callers reach by HTTP: webhooks, whose senders prove who they are by their signatures, and
/// events, whose senders sign with credentials of AWS.
public final class WebhookApi extends Construct {
    /// API Gateway waits for 30 seconds.
    private static final int TIMEOUT = 29;

    /// Neither queries nor headers: they may hold secrets. Nor paths: a token may be in them.
    private static final String FORMAT =
            """
            {"time":"$context.requestTime","id":"$context.requestId","route":"$context.routeKey",\
            "status":$context.status,"ms":$context.responseLatency,\
            "error":"$context.error.messageString"}\
            """;

    private final HttpApi api;
    private final String address;
    private final BelayFunction webhooks;
    private final BelayFunction events;

    /// @param requestsPerSecond what is more is refused, and senders try again
    /// @param domain null uses the one that API Gateway gives
    public record Options(int requestsPerSecond, @Nullable Domain domain) {
        public static final Options DEFAULT = new Options(500, null);

        public Options withDomain(String name, ICertificate certificate) {
            return new Options(requestsPerSecond, new Domain(name, certificate));
        }
    }

    public record Domain(String name, ICertificate certificate) {}

    public WebhookApi(BelayEngine engine, Options options) {
        super(engine, "Webhooks");
        api = api(options);
        Domain domain = options.domain();
        address = domain == null ? api.getApiEndpoint() : "https://" + domain.name();
        webhooks =
                function(
                        engine,
                        "webhook",
                        "Receives webhooks",
                        Map.of("BELAY_SECRET_PREFIX", engine.options().secretPrefix()));
        engine.starts(webhooks);
        webhooks.allow(Permissions.READ_SECRETS, engine.secrets());
        webhooks.allow(Permissions.LEARN_SECRETS, engine.secrets());
        route("/hooks/{proxy+}", HttpMethod.ANY, webhooks, new HttpNoneAuthorizer());
        events = function(engine, "events", "Takes CloudEvents", Map.of());
        engine.takesEvents(events);
        route("/events/{workspace}", HttpMethod.POST, events, new HttpIamAuthorizer());
        log(engine.options(), options);
        engine.alarms()
                .add(
                        "api-fails",
                        new Alarms.Watched(
                                "AWS/ApiGateway",
                                "5xx",
                                Map.of("ApiId", api.getApiId()),
                                "Sum",
                                300),
                        Alarms.Raised.above(0, 3),
                        "Requests end with a status of 500 or more. See docs/operations.md#the-api-fails");
    }

    private HttpApi api(Options options) {
        var made =
                HttpApi.Builder.create(this, "Api")
                        .disableExecuteApiEndpoint(options.domain() != null);
        Domain domain = options.domain();
        if (domain != null) {
            made.defaultDomainMapping(
                    DomainMappingOptions.builder()
                            .domainName(
                                    DomainName.Builder.create(this, "Domain")
                                            .domainName(domain.name())
                                            .certificate(domain.certificate())
                                            .build())
                            .build());
        }
        return made.build();
    }

    private BelayFunction function(
            BelayEngine engine, String export, String description, Map<String, String> variables) {
        return new BelayFunction(
                this,
                export,
                new BelayFunction.Spec(
                        export,
                        description,
                        null,
                        engine.options().artifacts().activities(),
                        TIMEOUT,
                        engine.options().orchestratorMemory(),
                        0,
                        variables,
                        false),
                engine);
    }

    private void route(
            String path, HttpMethod method, BelayFunction to, IHttpRouteAuthorizer authorizer) {
        api.addRoutes(
                AddRoutesOptions.builder()
                        .path(path)
                        .methods(List.of(method))
                        .integration(new HttpLambdaIntegration(path, to.alias()))
                        .authorizer(authorizer)
                        .build());
    }

    private void log(EngineOptions engine, Options options) {
        LogGroup logs =
                LogGroup.Builder.create(this, "Logs")
                        .retention(BelayFunction.retention(engine.logDays()))
                        .encryptionKey(engine.key())
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build();
        if (api.getDefaultStage() == null
                || !(api.getDefaultStage().getNode().getDefaultChild() instanceof CfnStage stage)) {
            throw new IllegalStateException("the API has no default stage");
        }
        stage.setAccessLogSettings(
                CfnStage.AccessLogSettingsProperty.builder()
                        .destinationArn(logs.getLogGroupArn())
                        .format(FORMAT)
                        .build());
        stage.setDefaultRouteSettings(
                CfnStage.RouteSettingsProperty.builder()
                        .throttlingRateLimit(options.requestsPerSecond())
                        .throttlingBurstLimit(options.requestsPerSecond())
                        .build());
    }

    /// Where callers call.
    public String address() {
        return address;
    }

    public HttpApi api() {
        return api;
    }

    public BelayFunction webhooks() {
        return webhooks;
    }

    public BelayFunction events() {
        return events;
    }
}
