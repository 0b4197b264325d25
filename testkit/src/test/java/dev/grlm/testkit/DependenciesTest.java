package dev.grlm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// The table of docs/decisions/0008 says which libraries a user gets, and from which module on.
class DependenciesTest {
  private static final Path ROOT = Path.of(System.getProperty("grlm.project.root", ".."));
  private static final Path RECORD = ROOT.resolve("docs/decisions/0008-dependencies.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (\\w+)");

  /// Everywhere, through the parent.
  private static final String ALL = "all";

  /// Not published, so that what they depend on reaches nobody.
  private static final List<String> OWN_USE = List.of("testkit", "samples", "bench");

  @Test
  void theRecordNamesWhatTheModulesDependOn() throws Exception {
    var told = new TreeMap<String, String>();
    ROW.matcher(Files.readString(RECORD)).results().forEach(r -> told.put(r.group(1), r.group(2)));
    assertThat(told).isEqualTo(declared());
  }

  /// The first module of each library that is not ours and not for tests.
  private static Map<String, String> declared() throws Exception {
    Element parent = read(ROOT.resolve("pom.xml"));
    List<String> tested =
        elements(parent, "/project/dependencyManagement/dependencies/dependency[scope='test']")
            .map(DependenciesTest::name)
            .toList();
    var first = new TreeMap<String, String>();
    libraries(parent).forEach(library -> first.put(library, ALL));
    String modules = "/project/modules/module | /project/profiles/profile/modules/module";
    for (Element module : elements(parent, modules).toList()) {
      String name = module.getTextContent();
      if (!OWN_USE.contains(name)) {
        libraries(read(ROOT.resolve(name).resolve("pom.xml")))
            .forEach(library -> first.putIfAbsent(library, name));
      }
    }
    first.keySet().removeAll(tested);
    return first;
  }

  private static Stream<String> libraries(Element pom) throws Exception {
    String path = "/project/dependencies/dependency";
    String inProfiles = "/project/profiles/profile/dependencies/dependency";
    return elements(pom, path + " | " + inProfiles)
        .filter(dependency -> elementsNamed(dependency, "scope").noneMatch("test"::equals))
        .map(DependenciesTest::name)
        .filter(library -> !library.startsWith("dev.grlm:"));
  }

  private static String name(Element dependency) {
    return elementsNamed(dependency, "groupId").findFirst().orElseThrow()
        + ":"
        + elementsNamed(dependency, "artifactId").findFirst().orElseThrow();
  }

  private static Stream<String> elementsNamed(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> found.item(i).getTextContent());
  }

  private static Element read(Path pom) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(pom.toFile())
        .getDocumentElement();
  }

  private static Stream<Element> elements(Element parent, String path) throws Exception {
    var found =
        (NodeList)
            XPathFactory.newInstance().newXPath().evaluate(path, parent, XPathConstants.NODESET);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
  }
}
