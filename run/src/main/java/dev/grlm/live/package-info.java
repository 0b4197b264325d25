/// A fitted run that is asked while events and items arrive: what a service needs, without HTTP.
@NullMarked
package dev.grlm.live;

import org.jspecify.annotations.NullMarked;
