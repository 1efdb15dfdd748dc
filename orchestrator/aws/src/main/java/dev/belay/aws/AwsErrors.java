package dev.belay.aws;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/// Turns every exception of the SDK into one that says what was asked, where, why it failed and
/// what to do.
final class AwsErrors {
    private static final Set<String> REFUSED_CODES =
            Set.of(
                    "AccessDenied",
                    "AccessDeniedException",
                    "ExpiredToken",
                    "ExpiredTokenException",
                    "IncompleteSignature",
                    "InvalidAccessKeyId",
                    "InvalidClientTokenId",
                    "InvalidSignatureException",
                    "MissingAuthenticationToken",
                    "MissingAuthenticationTokenException",
                    "OptInRequired",
                    "SignatureDoesNotMatch",
                    "UnrecognizedClientException");

    private final String where;

    private AwsErrors(String where) {
        this.where = where;
    }

    static AwsErrors of(AwsServiceClientConfiguration client) {
        Optional<URI> endpoint = client.endpointOverride();
        return new AwsErrors(
                "in " + client.region() + endpoint.map(address -> " at " + address).orElse(""));
    }

    /// @param subject what the request is about, for example `DynamoDB table 'belay'`
    <T> T call(String subject, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw translate(subject, e);
        }
    }

    BelayException translate(String subject, SdkException e) {
        return switch (e) {
            case ResourceNotFoundException _ ->
                    error(
                            ErrorCode.TABLE_NOT_FOUND,
                            subject,
                            "does not exist",
                            "deploy the stack that makes it, or correct the table's name, the"
                                    + " region or the endpoint",
                            e);
            case QueueDoesNotExistException _ ->
                    error(
                            ErrorCode.QUEUE_NOT_FOUND,
                            subject,
                            "does not exist",
                            "deploy the lane that it belongs to, or correct the prefix of the"
                                    + " queues, the region or the endpoint",
                            e);
            case NoSuchBucketException _ ->
                    error(
                            ErrorCode.STORE_UNAVAILABLE,
                            subject,
                            "does not exist",
                            "deploy the stack that makes it, or correct the bucket's name",
                            e);
            case AwsServiceException answer -> refused(subject, answer);
            case SdkClientException _ when isInterruption(e) -> {
                // Whoever catches this can still see that the thread was asked to stop.
                Thread.currentThread().interrupt();
                yield error(
                        ErrorCode.STORE_UNAVAILABLE,
                        subject,
                        "was not waited for, because the thread was interrupted",
                        "whether a write took effect is not known, and trying again is safe",
                        e);
            }
            case SdkClientException _ when String.valueOf(e.getMessage()).contains("credentials") ->
                    error(
                            ErrorCode.CREDENTIALS_REFUSED,
                            subject,
                            "was not asked, because there are no credentials",
                            "sign in, or set AWS_PROFILE or the role of the process",
                            e);
            default ->
                    error(
                            ErrorCode.STORE_UNAVAILABLE,
                            subject,
                            "did not answer (%s)".formatted(rootOf(e)),
                            "check the network and the endpoint; whether a write took effect is"
                                    + " not known, and trying again is safe",
                            e);
        };
    }

    private BelayException refused(String subject, AwsServiceException e) {
        String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
        if (e.isThrottlingException() || "OverLimit".equals(code)) {
            return error(
                    ErrorCode.THROTTLED,
                    subject,
                    "takes no more requests for now (%s)".formatted(code),
                    "the request is tried again later; if it lasts, raise the quota or lower the"
                            + " concurrency of the lane",
                    e);
        }
        if (REFUSED_CODES.contains(code) || e.statusCode() == 401 || e.statusCode() == 403) {
            return error(
                    ErrorCode.CREDENTIALS_REFUSED,
                    subject,
                    "refused the credentials (%s)".formatted(code),
                    "check that they are current and that the role may use it",
                    e);
        }
        if (e.statusCode() >= 500) {
            return error(
                    ErrorCode.STORE_UNAVAILABLE,
                    subject,
                    "failed (%d %s)".formatted(e.statusCode(), code),
                    "whether a write took effect is not known, and trying again is safe",
                    e);
        }
        return error(
                ErrorCode.INVALID_REQUEST,
                subject,
                "refused the request (%d %s: %s)"
                        .formatted(
                                e.statusCode(),
                                code,
                                e.awsErrorDetails() == null
                                        ? ""
                                        : e.awsErrorDetails().errorMessage()),
                "this is likely a limit of the service or an error in Belay",
                e);
    }

    private BelayException error(
            ErrorCode code, String subject, String what, String advice, SdkException cause) {
        return new BelayException(
                code, "%s %s %s; %s".formatted(subject, where, what, advice), cause);
    }

    private static boolean isInterruption(SdkException e) {
        return e instanceof AbortedException
                || e.getCause() instanceof InterruptedException
                || Thread.currentThread().isInterrupted();
    }

    private static String rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
