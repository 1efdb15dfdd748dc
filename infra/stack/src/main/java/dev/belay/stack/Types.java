package dev.belay.stack;

/// Names of resource types.
final class Types {
    static final String SAM_FUNCTION = "AWS::Serverless::Function";
    static final String FUNCTION = "AWS::Lambda::Function";
    static final String ALIAS = "AWS::Lambda::Alias";
    static final String SOURCE = "AWS::Lambda::EventSourceMapping";
    static final String RULE = "AWS::Events::Rule";
    static final String SAM_API = "AWS::Serverless::HttpApi";
    static final String API = "AWS::ApiGatewayV2::Api";
    static final String ROUTE = "AWS::ApiGatewayV2::Route";
    static final String QUEUE = "AWS::SQS::Queue";
    static final String QUEUE_POLICY = "AWS::SQS::QueuePolicy";
    static final String TABLE = "AWS::DynamoDB::Table";
    static final String BUCKET = "AWS::S3::Bucket";
    static final String BUCKET_POLICY = "AWS::S3::BucketPolicy";
    static final String ALARM = "AWS::CloudWatch::Alarm";
    static final String DASHBOARD = "AWS::CloudWatch::Dashboard";
    static final String ROLE = "AWS::IAM::Role";
    static final String POLICY = "AWS::IAM::Policy";
    static final String LOGS = "AWS::Logs::LogGroup";

    private Types() {}
}
