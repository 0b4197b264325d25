package dev.grlm.process;

import dev.grlm.tensor.Device;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.Backend;
import org.bytedeco.pytorch.GlooDeviceVector;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.Store;
import org.bytedeco.pytorch.nccl.ProcessGroupNCCL;

/// Opens libtorch's collectives for a device.
final class Collectives {
  private Collectives() {}

  /// @throws IOException in one line, when the processes cannot connect to each other
  /// @throws IllegalStateException in one line, when this build has no NCCL
  static Backend open(ProcessSettings settings, Device device, Store store) throws IOException {
    if (device.cuda()) {
      return nccl(settings, store);
    }
    String address = address(settings);
    try (var _ = new PointerScope()) {
      var options = ProcessGroupGloo.Options.create(milliseconds(settings.exchange()));
      options.devices(new GlooDeviceVector(ProcessGroupGloo.createDeviceForHostname(address)));
      var gloo =
          NativeOutput.toErrors(
              () -> new ProcessGroupGloo(store, settings.rank(), settings.size(), options));
      gloo.retainReference();
      return gloo;
    } catch (RuntimeException failure) {
      throw new IOException(
          "%s cannot exchange gradients through %s: %s"
              .formatted(settings.describe(settings.rank()), address, Rendezvous.reason(failure)),
          failure);
    }
  }

  /// Needs the build of the Maven profile `gpu` and a card per process. Run by us with one process;
  /// `bench/card` does it.
  private static Backend nccl(ProcessSettings settings, Store store) {
    try (var _ = new PointerScope()) {
      Loader.load(ProcessGroupNCCL.class);
      var options = ProcessGroupNCCL.Options.create();
      options.timeout(milliseconds(settings.exchange()));
      var nccl = new ProcessGroupNCCL(store, settings.rank(), settings.size(), options);
      nccl.retainReference();
      return nccl;
    } catch (LinkageError | RuntimeException missing) {
      throw new IllegalStateException(
          "processes on cards need NCCL, which this build or this machine has not (%s); build with the"
                  .formatted(String.valueOf(missing.getMessage()).lines().findFirst().orElse(""))
              + " Maven profile gpu; grlm doctor says what is missing",
          missing);
    }
  }

  /// NCCL's threads have to be told before: it else complains when the process ends.
  static void close(Backend backend) {
    if (backend instanceof ProcessGroupNCCL nccl) {
      nccl.shutdown();
    }
    backend.close();
  }

  private static Milliseconds milliseconds(Duration duration) {
    return new Milliseconds(duration.toMillis());
  }

  /// This host's address on the way to process 0, or on the network that the settings name.
  static String address(ProcessSettings settings) throws IOException {
    if (!settings.network().isEmpty()) {
      NetworkInterface network = NetworkInterface.getByName(settings.network());
      return network == null
          ? InetAddress.getByName(settings.network()).getHostAddress()
          : network
              .inetAddresses()
              .findFirst()
              .orElseThrow(
                  () -> new IOException("network " + settings.network() + " has no address"))
              .getHostAddress();
    }
    var master = new InetSocketAddress(settings.host(), settings.port());
    if (master.isUnresolved()) {
      throw new IOException("unknown host " + settings.host() + " (MASTER_ADDR)");
    }
    if (master.getAddress().isLoopbackAddress()) {
      return master.getAddress().getHostAddress();
    }
    try (var probe = new DatagramSocket()) {
      // Sends nothing; the system only chooses the way.
      probe.connect(master);
      return probe.getLocalAddress().getHostAddress();
    }
  }
}
