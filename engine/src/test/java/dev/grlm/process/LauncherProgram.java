package dev.grlm.process;

/// What [ProcessesTest] starts: a launcher without `RANK`, and what it launches with it.
final class LauncherProgram {
  private LauncherProgram() {}

  /// @param arguments `--processes N`, then what each process does
  public static void main(String[] arguments) throws Exception {
    String rank = System.getenv("RANK");
    if (rank == null) {
      launch(arguments);
      return;
    }
    Processes.endWithLauncher();
    System.out.println(
        "out %s of %s at %s with %s: %s"
            .formatted(
                rank,
                System.getenv("WORLD_SIZE"),
                System.getenv("MASTER_ADDR"),
                System.getProperty("grlm.kept"),
                String.join(" ", arguments)));
    System.err.println("err " + rank + " pid " + ProcessHandle.current().pid());
    switch (arguments[0]) {
      case "end" -> {}
      case "wait" -> Thread.sleep(60_000);
      default -> {
        if (rank.equals("1")) {
          Runtime.getRuntime().halt(Integer.parseInt(arguments[0]));
        }
        Thread.sleep(60_000);
      }
    }
  }

  private static void launch(String[] arguments) throws Exception {
    int code = 0;
    try {
      Processes.run(
          Processes.command(LauncherProgram.class.getName(), arguments),
          Integer.parseInt(arguments[1]),
          "the run can be resumed",
          System.err);
    } catch (IllegalStateException failure) {
      System.err.println("grlm: " + failure.getMessage());
      code = 1;
    }
    System.out.flush();
    Runtime.getRuntime().halt(code);
  }
}
