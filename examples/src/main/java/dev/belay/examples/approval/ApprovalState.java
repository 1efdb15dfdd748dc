package dev.belay.examples.approval;

/// Where an approval stands.
public enum ApprovalState {
    WAITING,
    REMINDED,
    APPROVED,
    REJECTED,
    EXPIRED
}
