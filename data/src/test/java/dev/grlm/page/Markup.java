package dev.grlm.page;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// Markup as an XML parser understands it.
record Markup(Element root) {
  /// @throws AssertionError when it is not well-formed
  static Markup of(String markup) {
    try {
      var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
      builder.setErrorHandler(new Silent());
      return new Markup(
          builder.parse(new InputSource(new StringReader(markup))).getDocumentElement());
    } catch (SAXException | IOException | ParserConfigurationException broken) {
      throw new AssertionError(broken.getMessage() + " in " + markup, broken);
    }
  }

  /// A piece that need not have a root.
  static Markup ofPiece(String markup) {
    return of("<piece>" + markup + "</piece>");
  }

  /// All elements of a name and, where it is not empty, a class, in their order.
  List<Element> all(String name, String kind) {
    NodeList found = root.getElementsByTagName(name);
    var all = new ArrayList<Element>();
    for (int place = 0; place < found.getLength(); place++) {
      Element element = (Element) found.item(place);
      if (kind.isEmpty() || List.of(element.getAttribute("class").split(" ")).contains(kind)) {
        all.add(element);
      }
    }
    return all;
  }

  List<String> texts(String name, String kind) {
    return all(name, kind).stream().map(Element::getTextContent).toList();
  }

  /// The number in an attribute, with or without a percent sign.
  static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute).replace("%", ""));
  }

  /// The parser's own prints to the console.
  private static final class Silent implements ErrorHandler {
    @Override
    public void warning(SAXParseException trouble) {}

    @Override
    public void error(SAXParseException trouble) throws SAXException {
      throw trouble;
    }

    @Override
    public void fatalError(SAXParseException trouble) throws SAXException {
      throw trouble;
    }
  }
}
