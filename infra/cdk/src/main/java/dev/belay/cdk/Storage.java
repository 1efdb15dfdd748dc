package dev.belay.cdk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/// The table and the bucket of docs/table.md. Both stay when the stack goes.
public final class Storage extends Construct {
    /// Pages of open runs are written again within twice the retention.
    private static final int RETENTIONS_OF_PAGES = 3;

    private final Table table;
    private final Bucket bucket;

    Storage(Construct scope, String id, int retentionDays, @Nullable IKey key) {
        super(scope, id);
        table =
                Table.Builder.create(this, "Table")
                        .partitionKey(text("p"))
                        .sortKey(text("s"))
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .timeToLiveAttribute("x")
                        .pointInTimeRecoverySpecification(
                                PointInTimeRecoverySpecification.builder()
                                        .pointInTimeRecoveryEnabled(true)
                                        .build())
                        .encryption(
                                key == null
                                        ? TableEncryption.AWS_MANAGED
                                        : TableEncryption.CUSTOMER_MANAGED)
                        .encryptionKey(key)
                        .deletionProtection(true)
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .build();
        addIndex("runs-by-workspace", "w");
        addIndex("runs-by-workflow", "f");
        addIndex("runs-by-status", "t");
        addIndex("open-runs", "g");
        bucket =
                Bucket.Builder.create(this, "Bucket")
                        .encryption(
                                key == null ? BucketEncryption.S3_MANAGED : BucketEncryption.KMS)
                        .encryptionKey(key)
                        .bucketKeyEnabled(key != null)
                        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                        .enforceSsl(true)
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .lifecycleRules(
                                List.of(
                                        LifecycleRule.builder()
                                                .id("pages")
                                                .prefix("pages/")
                                                .expiration(
                                                        Duration.days(
                                                                RETENTIONS_OF_PAGES
                                                                        * retentionDays))
                                                .build(),
                                        LifecycleRule.builder()
                                                .id("uploads")
                                                .abortIncompleteMultipartUploadAfter(
                                                        Duration.days(2))
                                                .build()))
                        .build();
    }

    private void addIndex(String name, String partition) {
        table.addGlobalSecondaryIndex(
                GlobalSecondaryIndexProps.builder()
                        .indexName(name)
                        .partitionKey(text(partition))
                        .sortKey(text("o"))
                        .projectionType(ProjectionType.KEYS_ONLY)
                        .build());
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }

    public Table table() {
        return table;
    }

    public Bucket bucket() {
        return bucket;
    }

    String index(String name) {
        return table.getTableArn() + "/index/" + name;
    }

    /// All objects of a prefix, as a policy names them.
    String objects(String prefix) {
        return bucket.arnForObjects(prefix + "/*");
    }
}
