/// A shop made up by the project, for the demo and the tests.
@NullMarked
package dev.grlm.demo;

import org.jspecify.annotations.NullMarked;
