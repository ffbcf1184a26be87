package org.coincide.processes.references;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The functions that the engine's FEEL has. The result of an unknown one is null, without an error. */
public final class FeelFunctions {

    private static final Set<String> NAMES = new TreeSet<>(Set.of(
            ("abs,after,all,any,append,assert,before,ceiling,coincides,concatenate,contains,context,context merge,context put,"
                            + "count,date,date and time,day of week,day of year,decimal,distinct values,duplicate values,"
                            + "duration,ends with,even,exp,extract,finished by,finishes,flatten,floor,from json,get entries,"
                            + "get or else,get value,includes,index of,insert before,is blank,is defined,is empty,"
                            + "last day of month,list contains,log,lower case,matches,max,mean,median,meets,met by,min,mode,"
                            + "modulo,month of year,now,number,odd,overlaps,overlaps after,overlaps before,partition,product,"
                            + "put,put all,random number,remove,replace,reverse,round down,round half down,round half up,"
                            + "round up,sort,split,sqrt,started by,starts,starts with,stddev,string,string join,"
                            + "string length,sublist,substring,substring after,substring before,sum,time,to base64,today,"
                            + "trim,union,upper case,uuid,week of year,years and months duration")
                    .split(",")));

    private static final Set<String> KEYWORDS = Set.of(
            "and",
            "between",
            "else",
            "every",
            "for",
            "function",
            "if",
            "in",
            "instance",
            "not",
            "of",
            "or",
            "return",
            "satisfies",
            "some",
            "then");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final Pattern CALL = Pattern.compile("([A-Za-z_][\\w ]*?)\\s*\\(");

    private FeelFunctions() {}

    /** The first call of an expression that names no function, with what to do. */
    public static Optional<String> fault(String expression) {
        return CALL.matcher(QUOTED.matcher(expression).replaceAll("\"\""))
                .results()
                .map(call -> call.group(1).split("\\s+"))
                .filter(words -> !KEYWORDS.contains(words[words.length - 1])
                        && endings(words).noneMatch(NAMES::contains))
                .map(words -> words[words.length - 1])
                .map(name -> "calls " + name + "(), which is no function; "
                        + NearestName.suggestion(name, NAMES, UnaryOperator.identity()))
                .findFirst();
    }

    /** An expression without the names of the functions that it calls, so that the other words are variables and keywords. */
    static String withoutNames(String expression) {
        return CALL.matcher(expression).replaceAll(call -> {
            var words = call.group(1).split("\\s+");
            var name = endings(words).filter(NAMES::contains).findFirst();
            return name.map(found -> call.group(1)
                                    .substring(0, call.group(1).length() - found.length())
                                    .replaceAll("\\s+", " "))
                            .orElse(call.group(1))
                    + "(";
        });
    }

    /** The name of a function can have several words, and other words can stand before it. */
    private static Stream<String> endings(String[] words) {
        return IntStream.range(0, words.length)
                .mapToObj(first -> String.join(" ", Arrays.asList(words).subList(first, words.length)));
    }
}
