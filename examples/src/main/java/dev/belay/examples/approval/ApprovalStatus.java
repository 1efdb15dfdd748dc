package dev.belay.examples.approval;

/// What a look at an approval shows; its last one is the result.
///
/// @param approver who was asked last
/// @param comment of the decision; empty while there is none
public record ApprovalStatus(ApprovalState state, String approver, String comment) {}
