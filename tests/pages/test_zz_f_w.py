import pytest
from voice import paths
from voice.survey import load
S=load.load_all(paths.SURVEYS)
pytestmark=pytest.mark.browser
def test_w(browser,served):
    out=[]
    for name in S:
        code=served.open(S[name])
        c=browser.new_context(viewport={"width":820,"height":1180}); page=c.new_page(); net=c.new_cdp_session(page); w=[]
        net.on("Network.loadingFinished", lambda e,w=w: w.append(e["encodedDataLength"]))
        net.send("Network.enable")
        page.goto(f"{served.url}/c/{code}", wait_until="networkidle"); page.wait_for_timeout(200)
        out.append((name,sum(w))); c.close()
    open('/tmp/plan/F/w.txt','w').write(str(out))
