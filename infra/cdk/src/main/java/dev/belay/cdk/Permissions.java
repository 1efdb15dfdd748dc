package dev.belay.cdk;

import java.util.List;

/// What the engine's parts ask of AWS, by what they do.
final class Permissions {
    static final List<String> READ_TABLE = List.of("dynamodb:GetItem", "dynamodb:Query");

    /// Of heads, for lists.
    static final List<String> READ_MANY = List.of("dynamodb:BatchGetItem");

    /// Batches and marks of pages.
    static final List<String> RENEW =
            List.of("dynamodb:PutItem", "dynamodb:BatchWriteItem");

    static final List<String> QUERY = List.of("dynamodb:Query");
    static final List<String> WRITE_TABLE =
            List.of(
                    "dynamodb:PutItem",
                    "dynamodb:UpdateItem",
                    "dynamodb:DeleteItem",
                    "dynamodb:BatchWriteItem");

    /// Starting, signalling, and the records of triggers and deliveries.
    static final List<String> START =
            List.of(
                    "dynamodb:GetItem",
                    "dynamodb:Query",
                    "dynamodb:PutItem",
                    "dynamodb:UpdateItem",
                    "dynamodb:DeleteItem");

    static final List<String> READ_SECRETS = List.of("ssm:GetParameters");

    /// Some senders tell their secret with the first request.
    static final List<String> LEARN_SECRETS = List.of("ssm:PutParameter");

    static final List<String> SWEEP_TABLE = List.of("dynamodb:Query", "dynamodb:DeleteItem");

    /// The marker that an attempt has begun.
    static final List<String> BEGIN = List.of("dynamodb:PutItem");

    /// Signs of life, with what is kept in them, and requests to cancel.
    static final List<String> HEARTBEAT = List.of("dynamodb:GetItem", "dynamodb:UpdateItem");

    static final List<String> SEND = List.of("sqs:SendMessage", "sqs:GetQueueUrl");

    /// What Lambda does in a function's name.
    static final List<String> POLL =
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

    /// To hold messages, or let them come again later.
    static final List<String> HOLD = List.of("sqs:ChangeMessageVisibility", "sqs:GetQueueUrl");

    static final List<String> READ_OBJECTS = List.of("s3:GetObject");
    static final List<String> WRITE_OBJECTS = List.of("s3:PutObject");

    /// Without it, S3 answers a missing object as a refused one.
    static final List<String> LIST_OBJECTS = List.of("s3:ListBucket");

    static final List<String> LOG = List.of("logs:CreateLogStream", "logs:PutLogEvents");

    /// Lambda asks for these in a VPC; they are granted on everything or not at all.
    static final List<String> NETWORK =
            List.of(
                    "ec2:CreateNetworkInterface",
                    "ec2:DescribeNetworkInterfaces",
                    "ec2:DescribeSubnets",
                    "ec2:DeleteNetworkInterface",
                    "ec2:AssignPrivateIpAddresses",
                    "ec2:UnassignPrivateIpAddresses");

    static final List<String> KEY = List.of("kms:Decrypt", "kms:GenerateDataKey");

    private Permissions() {}
}
