/// Texts with holes that a request fills: what was signed, which id a delivery has, how a handshake
/// is answered.
@NullMarked
package dev.belay.webhook.template;

import org.jspecify.annotations.NullMarked;
