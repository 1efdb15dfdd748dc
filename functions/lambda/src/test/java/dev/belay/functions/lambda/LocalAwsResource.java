package dev.belay.functions.lambda;

import dev.belay.emulators.LocalAws;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The emulators for the tests that start the application.
public final class LocalAwsResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable LocalAws aws;

    @Override
    public Map<String, String> start() {
        var local = LocalAws.inMemory();
        aws = local;
        var settings = new HashMap<String, String>();
        for (String service : new String[] {"dynamodb", "sqs", "s3", "ssm"}) {
            String prefix = "quarkus." + service;
            settings.put(prefix + ".aws.region", LocalAws.REGION);
            settings.put(prefix + ".aws.credentials.type", "static");
            String provider = prefix + ".aws.credentials.static-provider";
            settings.put(provider + ".access-key-id", LocalAws.ACCESS_KEY);
            settings.put(provider + ".secret-access-key", LocalAws.SECRET_KEY);
        }
        settings.put("quarkus.dynamodb.endpoint-override", local.dynamoDbEndpoint().toString());
        settings.put("quarkus.sqs.endpoint-override", local.sqsEndpoint().toString());
        settings.put("quarkus.s3.endpoint-override", local.s3Endpoint().toString());
        settings.put("quarkus.s3.path-style-access", "true");
        settings.put("quarkus.ssm.endpoint-override", local.ssmEndpoint().toString());
        return settings;
    }

    @Override
    public void stop() {
        if (aws != null) {
            aws.close();
        }
    }
}
