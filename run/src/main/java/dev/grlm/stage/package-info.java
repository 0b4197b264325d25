/// Runs stages, keeps the manifest, and holds the stages that all systems share.
@NullMarked
package dev.grlm.stage;

import org.jspecify.annotations.NullMarked;
