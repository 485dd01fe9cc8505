using System.Text.Json;
using Frontline.Rejects.Replaying;
using Xunit;

namespace Frontline.Tests.Rejects.Replaying;

/// <summary>The examples of RFC 6902, appendix A, by their numbers, and what it says besides.</summary>
public sealed class JsonPatchTests
{
    [Theory]
    [InlineData("A.1 adding an object member", """{"foo":"bar"}""", """[{"op":"add","path":"/baz","value":"qux"}]""", """{"baz":"qux","foo":"bar"}""")]
    [InlineData("A.2 adding an array element", """{"foo":["bar","baz"]}""", """[{"op":"add","path":"/foo/1","value":"qux"}]""", """{"foo":["bar","qux","baz"]}""")]
    [InlineData("A.3 removing an object member", """{"baz":"qux","foo":"bar"}""", """[{"op":"remove","path":"/baz"}]""", """{"foo":"bar"}""")]
    [InlineData("A.4 removing an array element", """{"foo":["bar","qux","baz"]}""", """[{"op":"remove","path":"/foo/1"}]""", """{"foo":["bar","baz"]}""")]
    [InlineData("A.5 replacing a value", """{"baz":"qux","foo":"bar"}""", """[{"op":"replace","path":"/baz","value":"boo"}]""", """{"baz":"boo","foo":"bar"}""")]
    [InlineData("A.6 moving a value", """{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}""", """[{"op":"move","from":"/foo/waldo","path":"/qux/thud"}]""", """{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}""")]
    [InlineData("A.7 moving an array element", """{"foo":["all","grass","cows","eat"]}""", """[{"op":"move","from":"/foo/1","path":"/foo/3"}]""", """{"foo":["all","cows","eat","grass"]}""")]
    [InlineData("A.8 testing a value: success", """{"baz":"qux","foo":["a",2,"c"]}""", """[{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}]""", """{"baz":"qux","foo":["a",2,"c"]}""")]
    [InlineData("A.10 adding a nested member object", """{"foo":"bar"}""", """[{"op":"add","path":"/child","value":{"grandchild":{}}}]""", """{"foo":"bar","child":{"grandchild":{}}}""")]
    [InlineData("A.11 ignoring unrecognised elements", """{"foo":"bar"}""", """[{"op":"add","path":"/baz","value":"qux","xyz":123}]""", """{"foo":"bar","baz":"qux"}""")]
    [InlineData("A.14 ~ escape ordering", """{"/":9,"~1":10}""", """[{"op":"test","path":"/~01","value":10}]""", """{"/":9,"~1":10}""")]
    [InlineData("A.16 adding an array value", """{"foo":["bar"]}""", """[{"op":"add","path":"/foo/-","value":["abc","def"]}]""", """{"foo":["bar",["abc","def"]]}""")]
    [InlineData("4.1 an existing member is replaced", """{"a":1}""", """[{"op":"add","path":"/a","value":null}]""", """{"a":null}""")]
    [InlineData("4.1 the whole document", """{"a":1}""", """[{"op":"add","path":"","value":[]}]""", """[]""")]
    [InlineData("4.5 copying", """{"a":{"b":1}}""", """[{"op":"copy","from":"/a","path":"/c"},{"op":"replace","path":"/c/b","value":2}]""", """{"a":{"b":1},"c":{"b":2}}""")]
    [InlineData("4.6 numbers are equal by value", """{"a":1.0,"b":null}""", """[{"op":"test","path":"/a","value":1},{"op":"test","path":"/b","value":null}]""", """{"a":1.0,"b":null}""")]
    [InlineData("a pointer to an empty name", """{"":1}""", """[{"op":"replace","path":"/","value":2}]""", """{"":2}""")]
    [InlineData("digits stay as they were written", """{"a":1.50,"b":12345678901234567890.123}""", """[{"op":"remove","path":"/a"}]""", """{"b":12345678901234567890.123}""")]
    public void A_patch_does_what_the_RFC_says(string example, string document, string patch, string expected)
    {
        using var wanted = JsonDocument.Parse(expected);
        using var made = JsonDocument.Parse(JsonPatch.Parse(patch).Apply(document));
        Assert.True(JsonElement.DeepEquals(wanted.RootElement, made.RootElement), $"{example}: {made.RootElement}");
    }

    [Theory]
    [InlineData("A.9 testing a value: error", """{"baz":"qux"}""", """[{"op":"test","path":"/baz","value":"bar"}]""", "Operation 0 tests '/baz', which has another value.")]
    [InlineData("A.12 adding to a non-existent target", """{"foo":"bar"}""", """[{"op":"add","path":"/baz/bat","value":"qux"}]""", "Operation 0 names '/baz/bat', and there is nothing.")]
    [InlineData("A.15 comparing strings and numbers", """{"/":9,"~1":10}""", """[{"op":"test","path":"/~01","value":"10"}]""", "Operation 0 tests '/~01', which has another value.")]
    [InlineData("removing nothing", """{"a":1}""", """[{"op":"remove","path":"/b"}]""", "Operation 0 names '/b', and there is nothing.")]
    [InlineData("replacing nothing", """{"a":1}""", """[{"op":"test","path":"/a","value":1},{"op":"replace","path":"/b","value":1}]""", "Operation 1 names '/b', and there is nothing.")]
    [InlineData("beyond an array's end", """[1]""", """[{"op":"add","path":"/2","value":1}]""", "Operation 0 names '/2', and there is nothing.")]
    [InlineData("an index with a leading zero", """[1,2]""", """[{"op":"remove","path":"/01"}]""", "Operation 0 names '/01', and there is nothing.")]
    [InlineData("the end of an array is no element", """[1]""", """[{"op":"remove","path":"/-"}]""", "Operation 0 names '/-', and there is nothing.")]
    public void A_patch_that_does_not_fit_says_why(string example, string document, string patch, string message) =>
        Assert.Equal((example, message), (example, Assert.Throws<JsonPatchException>(() => JsonPatch.Parse(patch).Apply(document)).Message));

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("not JSON")]
    public void A_document_that_cannot_be_taken_apart_is_refused(string document) =>
        Assert.Throws<JsonPatchException>(() => JsonPatch.Parse("""[{"op":"add","path":"/b","value":1}]""").Apply(document));

    [Theory]
    [InlineData("""{"op":"add"}""", "A patch is an array")]
    [InlineData("[1]", "Operation 0 is no object.")]
    [InlineData("""[{"op":"put","path":"/a"}]""", "Operation 0 has the op 'put'; add, remove, replace, move, copy, test are known.")]
    [InlineData("""[{"op":"add","path":"/baz","value":"qux","op":"remove"}]""", "Operation 0 has its op twice.")] // A.13
    [InlineData("""[{"op":"add","path":"a","value":1}]""", "The path of operation 0, 'a', is no JSON pointer")]
    [InlineData("""[{"op":"add","path":"/a~2","value":1}]""", "The path of operation 0, '/a~2', is no JSON pointer")]
    [InlineData("""[{"op":"add","path":"/a"}]""", "Operation 0 has no value.")]
    [InlineData("""[{"op":"copy","path":"/a"}]""", "Operation 0 has no from.")]
    [InlineData("""[{"op":"move","path":"/a/b","from":"/a"}]""", "Operation 0 moves '/a' into itself.")]
    [InlineData("[", "It is not JSON")]
    public void What_is_no_patch_is_refused_with_a_sentence(string patch, string message) =>
        Assert.StartsWith(message, Assert.Throws<JsonPatchException>(() => JsonPatch.Parse(patch)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_patch_tells_what_it_may_write()
    {
        Assert.True(JsonPatch.Parse("""[{"op":"add","path":"/props/email","value":"a"}]""").MayWrite("email"));
        Assert.True(JsonPatch.Parse("""[{"op":"add","path":"/props","value":{"deep":[{"email":1}]}}]""").MayWrite("email"));
        Assert.False(JsonPatch.Parse("""[{"op":"remove","path":"/props/email"},{"op":"replace","path":"/name","value":"email"}]""").MayWrite("email"));
    }
}
