/// The documents of the repository, held to what the command, the service and a run really are.
@NullMarked
package dev.grlm.documents;

import org.jspecify.annotations.NullMarked;
