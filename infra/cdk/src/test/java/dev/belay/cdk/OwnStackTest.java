package dev.belay.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/// Goal: teams put the constructs into stacks of their own, as the deployment guide shows.
class OwnStackTest {
    /// The stack of the guide.
    private static final class Shop extends Stack {
        Shop(Construct scope, Artifacts artifacts) {
            super(scope, "shop");
            var key = new Key(this, "Key");
            var secret = new Secret(this, "Secret");

            var engine = new BelayEngine(this, "Belay", EngineOptions.of(artifacts).withKey(key));
            Lane system = engine.addLane(LaneOptions.system(2));
            engine.addLane(LaneOptions.automation(50));
            ActivityFunction charge =
                    system.addActivity("charge-card", "activities", artifacts.activities(), 30);
            secret.grantRead(charge.function().role());
            new Dashboards(this, "Dashboards", engine);
        }
    }

    @Test
    void a_stack_of_ones_own_has_what_the_guide_adds_to_it() {
        var shop = new Shop(Synthesis.app(), Synthesis.options().artifacts());

        Template template = Template.fromStack(shop);

        template.resourceCountIs("AWS::CloudWatch::Dashboard", 1);
        template.resourceCountIs("AWS::SecretsManager::Secret", 1);
        assertThat(template.findResources("AWS::SQS::Queue").toString()).contains("charge-card");
    }
}
