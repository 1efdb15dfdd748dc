/// Tests on synthesized templates.
@NullMarked
package dev.belay.cdk;

import org.jspecify.annotations.NullMarked;
