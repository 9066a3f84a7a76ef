import { render } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { Avatar, AvatarOriginProvider } from "@/components/ui/avatar.tsx";

const ORIGIN = "https://gitlab.example";

test.each([
  ["our GitLab", ORIGIN, `${ORIGIN}/uploads/1.png`, true],
  ["another host", ORIGIN, "https://gitlab.example.evil.test/1.png", false],
  ["the same host without https", ORIGIN, "http://gitlab.example/1.png", false],
  ["no address at all", ORIGIN, "//gitlab.example/1.png", false],
  ["nowhere", ORIGIN, null, false],
  ["anywhere while no GitLab is known", null, `${ORIGIN}/1.png`, false],
])("a picture from %s is loaded only from our GitLab", (_, origin, src, shown) => {
  const { container } = render(
    <AvatarOriginProvider origin={origin}>
      <Avatar name="ásta Björk" src={src} />
    </AvatarOriginProvider>,
  );
  expect(container.querySelectorAll("img")).toHaveLength(shown ? 1 : 0);
  expect(container).toHaveTextContent("Á");
});

test("a picture that failed before the page came to life gives way to the initial", () => {
  vi.spyOn(HTMLImageElement.prototype, "complete", "get").mockReturnValue(true);
  vi.spyOn(HTMLImageElement.prototype, "naturalWidth", "get").mockReturnValue(0);
  const { container } = render(
    <AvatarOriginProvider origin={ORIGIN}>
      <Avatar name="Mia" src={`${ORIGIN}/uploads/1.png`} />
    </AvatarOriginProvider>,
  );
  expect(container.querySelectorAll("img")).toHaveLength(0);
  expect(container).toHaveTextContent("M");
});

test("a name of nothing but an emoji or of nothing at all still has a sign", () => {
  expect(render(<Avatar name="👩‍🚀" />).container.textContent).not.toBe("");
  expect(render(<Avatar name=" " />).container).toHaveTextContent("?");
});
