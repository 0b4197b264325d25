package dev.grlm.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/// A test, or a class of tests, that reads [SharedData]. Its tag lets a build run these tests alone
/// (`-Dgroups=real-data`); where the data is absent they are skipped.
@Tag(RealData.TAG)
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RealData {
  String TAG = "real-data";
}
