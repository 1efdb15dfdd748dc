/// Decides for flows: an explicit state machine over the plan.
///
/// [FlowState] is all that a run knows beyond its history: one [Frame] per active task, with its
/// data and what it is doing ([Doing]), and which frame each open command belongs to. It is written
/// as JSON after any decision and continues from there, so no flow ever has to be replayed from its
/// beginning. [Machine] enters, completes, fails and cancels frames; what a kind of task does is in
/// a `…Step` of its own.
///
/// `emit` is an activity, `emit-event`, whose input is the whole CloudEvent; its id comes from the
/// run and the command, so a repeated attempt publishes the same event. A `listen` hears signals:
/// one whose payload is a CloudEvent is that event, any other becomes one whose type is the
/// signal's name. An event goes to every listen that waits for it; one that nobody waits for yet is
/// kept for the first that does.
@NullMarked
package dev.belay.flow.decider;

import org.jspecify.annotations.NullMarked;
